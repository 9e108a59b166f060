using System.Text.Json.Serialization;

namespace TypedTasks.Benchmarks.Payloads;

/// <summary>System.Text.Json's generated metadata with its generated writers, the fast path.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(Flat))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Numbers))]
[JsonSerializable(typeof(Letter))]
internal sealed partial class FastPathContext : JsonSerializerContext;
