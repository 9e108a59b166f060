using System.Text;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Texts from outside, such as exception messages, in a form that can be stored and queried.</summary>
internal static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with NUL, at which SQLite's functions stop, and lone surrogates, which have no UTF-8 form, replaced.</summary>
    public static string? Clean(string? text)
    {
        if (text is null || IsClean(text)) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Replacement : rune); // EnumerateRunes replaces lone surrogates
        return clean.ToString();
    }

    private static bool IsClean(ReadOnlySpan<char> text) => !text.Contains('\0') && text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
}
