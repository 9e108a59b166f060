using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TypedTasks.Storage;

/// <summary>Texts from outside, such as exception messages, in a form that can be stored and queried.</summary>
internal static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text with NUL, at which SQLite's functions stop and which PostgreSQL refuses, and lone surrogates, which have no UTF-8 form, replaced:
    /// one such message must not keep the outcomes of a whole batch from being written.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text)
    {
        if (text is null || IsClean(text)) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Replacement : rune); // EnumerateRunes replaces lone surrogates
        return clean.ToString();
    }

    private static bool IsClean(ReadOnlySpan<char> text) => !text.Contains('\0') && text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
}
