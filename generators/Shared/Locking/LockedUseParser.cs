namespace TypedTasks.Shared.Locking;

/// <summary>Reads a type as the lock file writes it.</summary>
internal sealed class LockedUseParser
{
    private const int MaxDepth = 64;

    private readonly string text;
    private int position;
    private int depth;

    private LockedUseParser(string text) => this.text = text;

    /// <returns>Null if the text is no type.</returns>
    public static LockedUse? Parse(string text)
    {
        var parser = new LockedUseParser(text);
        var use = parser.Use();
        return parser.position == text.Length ? use : null;
    }

    private LockedUse? Use()
    {
        if (++depth > MaxDepth) return null;
        var use = Core();
        while (use is not null && position < text.Length)
        {
            if (Take("[]")) use = new LockedUse(LockedUseKind.List, "", IsNullable: false, Element: use);
            else if (!use.IsNullable && Take("?")) use = use with { IsNullable = true };
            else break;
        }

        depth--;
        return use;
    }

    private LockedUse? Core()
    {
        if (Take("set("))
            return Use() is { } element && Take(")") ? new LockedUse(LockedUseKind.Set, "", IsNullable: false, Element: element) : null;
        if (!Take("map(")) return Named();
        if (Use() is not { } key || !Take(", ") || Use() is not { } value || !Take(")")) return null;
        return new LockedUse(LockedUseKind.Dictionary, "", IsNullable: false, key, value);
    }

    // A name may have type arguments, in which anything may stand.
    private LockedUse? Named()
    {
        var start = position;
        var angles = 0;
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '<') angles++;
            if (character == '>' && --angles < 0) return null;
            if (angles == 0 && character is ('?' or '[' or ']' or ',' or '(' or ')' or ' ')) break;
        }

        return angles == 0 && position > start ? LockedUse.Value(text.Substring(start, position - start)) : null;
    }

    private bool Take(string token)
    {
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0) return false;
        position += token.Length;
        return true;
    }
}
