namespace TypedTasks.Shared;

/// <summary>Texts that have a UTF-8 form.</summary>
internal static class Utf16
{
    /// <summary>Whether a text holds half of a surrogate pair.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
