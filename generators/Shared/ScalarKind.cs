namespace TypedTasks.Shared;

/// <summary>The types that are one JSON value. The names are those of the reader's and writer's methods.</summary>
internal enum ScalarKind
{
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Char,
    String,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Uri,
    Version,
    Bytes,
    JsonElement,
    JsonNode,
    JsonObject,
    JsonArray,
}
