namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>One program of programs.txt.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Verdict">The numbers of the diagnostics that are expected, in the order of their numbers.</param>
/// <param name="Source">The program.</param>
internal sealed record ProgramCase(string Title, string Verdict, string Source)
{
    public static IReadOnlyList<ProgramCase> ReadAll()
        => [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "programs.txt")).Split("\n=== ").Skip(1).Select(Parse)];

    private static ProgramCase Parse(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var heading = text[..end].Split(": ", 2);
        return new ProgramCase(heading[1], heading[0] == "ok" ? "" : heading[0], text[(end + 1)..]);
    }
}
