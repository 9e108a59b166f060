using System.Text.Json.Serialization;

namespace TypedTasks.Benchmarks.Payloads;

/// <summary>System.Text.Json's generated metadata only: its own converters write and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Flat))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Numbers))]
[JsonSerializable(typeof(Letter))]
internal sealed partial class MetadataContext : JsonSerializerContext;
