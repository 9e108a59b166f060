using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Payloads;

/// <content>JSON that other code makes: held to the same rules about NUL, surrogates and depth.</content>
public sealed partial class PayloadWriter
{
    private static readonly JsonWriterOptions DocumentOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = PayloadLimits.MaxDepth };

    /// <summary>Writes a value by the user's own serializer context.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="context">The context, which lists <typeparamref name="T"/>.</param>
    public void WriteWith<T>(T value, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        NotNull(value);
        if (context.GetTypeInfo(typeof(T)) is not JsonTypeInfo<T> type)
            throw Refuse($"can't be written: {context.GetType().Name} has no metadata for {typeof(T)}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it");
        Embed((type, value), static (document, state) => JsonSerializer.Serialize(document, state.value, state.type));
    }

    /// <summary>Writes any JSON value.</summary>
    public void WriteJsonElement(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) throw Refuse("is default(JsonElement), which is no JSON. Pass a parsed value, or declare it nullable");
        Embed(value, static (document, element) => element.WriteTo(document));
    }

    /// <summary>Writes any JSON value that is not null.</summary>
    public void WriteJsonNode(JsonNode value)
    {
        NotNull(value);
        CheckTexts(value);
        Embed(value, static (document, node) => node.WriteTo(document));
    }

    /// <summary>Writes a JSON object.</summary>
    public void WriteJsonObject(JsonObject value) => WriteJsonNode(value);

    /// <summary>Writes a JSON array.</summary>
    public void WriteJsonArray(JsonArray value) => WriteJsonNode(value);

    private void Embed<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var document = new Utf8JsonWriter(bytes, DocumentOptions);
        try
        {
            write(document, state);
            document.Flush();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // The message is not ours: it may quote the value.
            throw Refuse(sensitive is null
                ? $"can't be written: {problem.Message.TrimEnd('.')}"
                : $"can't be written: {problem.GetType().Name}, whose message is not shown because there are sensitive members");
        }

        CheckDocument(bytes.WrittenSpan);
        Copy(bytes.WrittenSpan);
    }

    private void CheckDocument(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 2 * PayloadLimits.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) CheckDepth(reader.CurrentDepth);
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) CheckText(reader.GetString());
        }
    }

    // The writer would put a replacement character in the place of half a surrogate pair.
    private void CheckTexts(JsonNode node)
    {
        switch (node)
        {
            case JsonObject @object:
                foreach (var member in @object)
                {
                    CheckText(member.Key);
                    if (member.Value is not null) CheckTexts(member.Value);
                }

                break;
            case JsonArray array:
                foreach (var element in array)
                    if (element is not null) CheckTexts(element);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                CheckText(text);
                break;
            default:
                break; // numbers, truth values
        }
    }
}
