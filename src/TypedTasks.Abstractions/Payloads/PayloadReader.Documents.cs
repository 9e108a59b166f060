using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Payloads;

/// <content>JSON that other code reads.</content>
public ref partial struct PayloadReader
{
    /// <summary>Reads a value by the user's own serializer context.</summary>
    /// <param name="context">The context, which lists <typeparamref name="T"/>.</param>
    public T ReadWith<T>(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GetTypeInfo(typeof(T)) is not JsonTypeInfo<T> type) throw Refuse($"can't be read: {context.GetType().Name} has no metadata for {typeof(T)}");
        if (JsonSerializer.Deserialize(ref json, type) is { } value) return value;
        throw Refuse($"is null, but is declared as a {typeof(T).Name} that is not nullable");
    }

    /// <summary>Reads any JSON value.</summary>
    public JsonElement ReadJsonElement() => JsonElement.ParseValue(ref json);

    /// <summary>Reads any JSON value but null.</summary>
    public JsonNode ReadJsonNode() => IsNull() ? throw Unexpected("JSON") : JsonNode.Parse(ref json) ?? throw Unexpected("JSON");

    /// <summary>Reads a JSON object.</summary>
    public JsonObject ReadJsonObject() => json.TokenType == JsonTokenType.StartObject && ReadJsonNode() is JsonObject value ? value : throw Unexpected("an object");

    /// <summary>Reads a JSON array.</summary>
    public JsonArray ReadJsonArray() => json.TokenType == JsonTokenType.StartArray && ReadJsonNode() is JsonArray value ? value : throw Unexpected("an array");
}
