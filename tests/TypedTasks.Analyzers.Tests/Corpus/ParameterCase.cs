namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>One line of parameters.txt.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Verdict"><c>ok</c>, or the number of the one diagnostic that is expected.</param>
/// <param name="Parameters">The parameter declaration of the task.</param>
/// <param name="Types">The types that it needs.</param>
internal sealed record ParameterCase(int Line, string Verdict, string Parameters, string Types)
{
    /// <summary>A program with a task that takes the parameters.</summary>
    public string Source => Types + "\n\n" + Task;

    /// <summary>The task alone.</summary>
    public string Task =>
        $$"""
        public static class Program
        {
            [QueueTask]
            public static Task WorkAsync({{Parameters}}) => Task.CompletedTask;
        }
        """;

    public static IReadOnlyList<ParameterCase> ReadAll()
        => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "parameters.txt"))
            .Select((text, index) => (Text: text, Line: index + 1))
            .Where(line => line.Text.Length > 0 && !line.Text.StartsWith('#'))
            .Select(line => Parse(line.Text, line.Line))];

    private static ParameterCase Parse(string text, int line)
    {
        var parts = text.Split(" | ", 3, StringSplitOptions.TrimEntries);
        return new ParameterCase(line, parts[0], parts[1], parts.Length > 2 ? parts[2] : "");
    }
}
