using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Payloads;

namespace TypedTasks.Benchmarks.Payloads;

/// <summary>The ways in which a value is written to a new array, and read from one.</summary>
internal static class Serializers
{
    private static readonly ArrayBufferWriter<byte> Buffer = new(64 * 1024);
    private static readonly Utf8JsonWriter Writer = new(Buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly MetadataContext RelaxedMetadata = new(new JsonSerializerOptions(Relaxed));

    public static SerializedShape Shape<T>(string name, T value, Action<PayloadWriter, T> write, PayloadReading<T> read)
        where T : class
    {
        var fastPath = Type<T>(FastPathContext.Default);
        var metadata = Type<T>(MetadataContext.Default);
        var relaxed = Type<T>(RelaxedMetadata);
        var json = Generated();
        var theirs = Pooled(value, fastPath);
        if (!json.AsSpan().SequenceEqual(theirs)) throw new InvalidOperationException($"The bytes of '{name}' differ from those of System.Text.Json, so their speed can't be compared.");

        return new SerializedShape(
            name,
            new("TypedTasks", () => Generated()),
            [
                new("fast path, pooled writer", () => Pooled(value, fastPath)),
                new("metadata, pooled writer", () => Pooled(value, metadata)),
                new("metadata, to a new array", () => JsonSerializer.SerializeToUtf8Bytes(value, relaxed)),
            ],
            new("TypedTasks", () => PayloadReader.Read(json, "payload", read)),
            [
                new("metadata", () => JsonSerializer.Deserialize(json, metadata)),
                new("metadata of the fast path's context", () => JsonSerializer.Deserialize(json, fastPath)),
            ]);

        byte[] Generated()
        {
            using var writer = PayloadWriter.Rent("payload");
            write(writer, value);
            return writer.ToArray();
        }
    }

    private static byte[] Pooled<T>(T value, JsonTypeInfo<T> type)
    {
        Buffer.ResetWrittenCount();
        Writer.Reset();
        JsonSerializer.Serialize(Writer, value, type);
        return Buffer.WrittenSpan.ToArray();
    }

    private static JsonTypeInfo<T> Type<T>(JsonSerializerContext context)
        => context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? throw new InvalidOperationException($"{context.GetType().Name} lacks {typeof(T).Name}.");
}
