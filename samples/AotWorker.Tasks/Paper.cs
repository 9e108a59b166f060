using System.Text.Json.Serialization;

namespace AotWorker.Tasks;

/// <summary>The papers of a freight, stored under the names that customs have for them.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Paper>))]
public enum Paper
{
    None = 0,

    [JsonStringEnumMemberName("CMR note")]
    Waybill = 1,

    [JsonStringEnumMemberName("T1")]
    Transit = 2,
}
