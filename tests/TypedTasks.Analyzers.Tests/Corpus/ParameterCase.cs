namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>One line of parameters.txt.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Verdict"><c>ok</c>, or the number of the one diagnostic that is expected.</param>
/// <param name="Parameters">The parameter declaration of the task.</param>
/// <param name="Types">The types that it needs.</param>
internal sealed record ParameterCase(int Line, string Verdict, string Parameters, string Types)
{
    private static readonly string[] Modifiers = ["[", "ref ", "in ", "params ", "CancellationToken "];

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

    /// <summary>Someone who enqueues the task with a value of the declared type.</summary>
    public string Caller => PlainType is { } type
        ? $$"""

        public static class Caller
        {
            public static NewJob Call({{type}} value) => Work.Job(value);
        }
        """
        : "";

    /// <summary>A program with a task that returns what the parameter is declared as; null where that is no single plain parameter.</summary>
    public string? ResultSource => PlainType is not { } type ? null :
        $$"""
        {{Types}}

        public static class Program
        {
            [QueueTask]
            public static {{type}} WorkAsync() => throw new NotSupportedException();
        }
        """;

    /// <summary>What the result is judged as: like a parameter, except that what must be awaited is refused for being returned.</summary>
    public string ResultVerdict => PlainType is { } type && (type.Contains("Task", StringComparison.Ordinal) || type.StartsWith("IAsync", StringComparison.Ordinal))
        ? type is "Task" or "ValueTask" or "Task<int>" or "ValueTask<int>" ? "ok" : "TT1009"
        : Verdict is "TT3004" ? "ok" // whoever returns a sequence has made it
        : Verdict is "TT3030" && !Types.Contains("Password", StringComparison.Ordinal) ? "ok" // a result has no name
        : Verdict;

    /// <summary>Whether the parameter can be stored, perhaps with a remark.</summary>
    public bool IsAccepted => Verdict == "ok" || Verdict.StartsWith("TT3", StringComparison.Ordinal);

    /// <summary>What is said of the same types in another assembly: nothing of what only their author could change.</summary>
    public string ElsewhereVerdict => Verdict switch
    {
        "TT3001" or "TT3006" or "TT3008" or "TT3009" => "ok",
        "TT3005" when !Parameters.StartsWith('I') => "ok",
        _ => Verdict,
    };

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

    // The type of the one payload parameter, if there is one without default, attribute or modifier.
    private string? PlainType
        => HasSeveral(Parameters) || Parameters.Contains('=', StringComparison.Ordinal) || Modifiers.Any(start => Parameters.StartsWith(start, StringComparison.Ordinal))
            ? null
            : Parameters[..Parameters.LastIndexOf(' ')];

    private static bool HasSeveral(string parameters)
    {
        var depth = 0;
        foreach (var character in parameters)
        {
            if (character is '<' or '(' or '[') depth++;
            if (character is '>' or ')' or ']') depth--;
            if (character == ',' && depth == 0) return true;
        }

        return false;
    }
}
