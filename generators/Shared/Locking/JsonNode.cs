namespace TypedTasks.Shared.Locking;

/// <summary>A value of a parsed JSON text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line it starts on, from 0.</param>
/// <param name="Text">Of a string its content, of a number or word its JSON text; of the others nothing.</param>
/// <param name="Members">Of an object its members, of an array its elements, whose names are empty.</param>
internal sealed record JsonNode(JsonKind Kind, int Line, string Text, IReadOnlyList<KeyValuePair<string, JsonNode>> Members);

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
