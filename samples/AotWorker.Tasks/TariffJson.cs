using System.Text.Json.Serialization;

namespace AotWorker.Tasks;

[JsonSerializable(typeof(Tariff))]
public sealed partial class TariffJson : JsonSerializerContext;
