using System.Text.Json.Serialization;
using TypedTasks;

namespace AotWorker.Tasks;

/// <summary>Written by a serializer context of the program's own, which writes numbers as texts.</summary>
[PayloadJson(typeof(TariffJson))]
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
public sealed record Tariff(string Zone, decimal PerKilogram);
