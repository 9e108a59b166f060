namespace TypedTasks.Workers;

/// <summary>Turns an exception into what is stored about a failed attempt: bounded, and without characters that a database refuses.</summary>
internal static class AttemptErrors
{
    private const int MaxMessage = 4_000;
    private const int MaxDetail = 16_000;

    public static AttemptError From(Exception exception, int attempt) => new()
    {
        Attempt = attempt,
        Type = exception.GetType().ToString(),
        Message = Clean(exception.Message, MaxMessage),
        Detail = Clean(exception.ToString(), MaxDetail),
    };

    public static string Clean(string text, int max)
    {
        var kept = text.Length <= max ? text : text[..max] + "…";
        if (!kept.Any(character => character == '\0' || char.IsSurrogate(character))) return kept;

        // A cut or a careless caller may leave half a pair; encoding replaces it. NUL is refused by PostgreSQL.
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(kept)).Replace('\0', '\uFFFD');
    }
}
