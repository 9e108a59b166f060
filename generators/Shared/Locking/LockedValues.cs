using System.Globalization;

namespace TypedTasks.Shared.Locking;

/// <summary>Whether what somebody wrote into the lock file by hand is a value of its type, so that code can be generated from it.</summary>
internal static class LockedValues
{
    // What params gives when nothing is given.
    private const string NoElements = "[]";

    /// <summary>Whether a default is null, which every type may have, or a constant of the type.</summary>
    /// <param name="json">The default as JSON.</param>
    /// <param name="use">The type where it is used.</param>
    /// <param name="type">The type if it is a named one.</param>
    public static bool IsDefault(string json, LockedUse use, LockedType? type)
    {
        if (json == "null") return true;
        if (use.Kind != LockedUseKind.Value) return json == NoElements;
        if (type is not null) return type is LockedOpaque ? json == NoElements : type is LockedEnum && IsInteger(json);
        return ScalarNames.KindOf(use.Name) switch
        {
            ScalarKind.String => json[0] == '"',
            ScalarKind.Char => json[0] == '"' && JsonParser.Parse(json).Text.Length == 1,
            ScalarKind.Boolean => json is "true" or "false",
            >= ScalarKind.SByte and <= ScalarKind.UInt64 => IsInteger(json),
            ScalarKind.Single or ScalarKind.Double => IsNumber(json) || json is "\"NaN\"" or "\"Infinity\"" or "\"-Infinity\"",
            ScalarKind.Decimal => IsNumber(json),
            ScalarKind.Bytes => json == NoElements,
            _ => false,
        };
    }

    /// <summary>Whether an enum can have it underneath.</summary>
    public static bool IsUnderlying(string name) => ScalarNames.KindOf(name) is >= ScalarKind.SByte and <= ScalarKind.UInt64;

    /// <summary>Whether it may be the key of a dictionary.</summary>
    public static bool IsKey(LockedUse use, LockedType? type) => use.Kind == LockedUseKind.Value && type is null or LockedEnum;

    private static bool IsInteger(string json)
        => long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) || ulong.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsNumber(string json) => json[0] is '-' or (>= '0' and <= '9');
}
