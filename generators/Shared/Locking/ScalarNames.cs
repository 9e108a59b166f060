namespace TypedTasks.Shared.Locking;

/// <summary>What the lock file calls the types that are one JSON value: those with a keyword in C# by it, the others in camel case.</summary>
internal static class ScalarNames
{
    private static readonly Dictionary<string, ScalarKind> Kinds = Enum.GetValues(typeof(ScalarKind)).Cast<ScalarKind>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.Single => "float",
        ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Double or ScalarKind.Decimal or ScalarKind.Char or ScalarKind.String => kind.ToString().ToLowerInvariant(),
        _ => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString().Substring(1),
    };

    public static bool IsScalar(string name) => Kinds.ContainsKey(name);

    public static ScalarKind? KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;
}
