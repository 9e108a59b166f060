using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>The C# types of values.</summary>
internal static class ScalarTypes
{
    public static string NameOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        ScalarKind.Decimal => "decimal",
        ScalarKind.Char => "char",
        ScalarKind.String => "string",
        ScalarKind.Bytes => "byte[]",
        ScalarKind.Memory or ScalarKind.ReadOnlyMemory => $"global::System.{kind}<byte>",
        ScalarKind.JsonElement => "global::System.Text.Json.JsonElement",
        ScalarKind.JsonNode or ScalarKind.JsonObject or ScalarKind.JsonArray => "global::System.Text.Json.Nodes." + kind,
        _ => "global::System." + kind,
    };

    public static bool IsValueType(ScalarKind kind) => kind is not (ScalarKind.String or ScalarKind.Bytes or ScalarKind.Uri or ScalarKind.Version
        or ScalarKind.JsonNode or ScalarKind.JsonObject or ScalarKind.JsonArray);
}
