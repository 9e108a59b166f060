namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>One line of shapes.txt.</summary>
/// <param name="Shape">What is declared, in words; no two lines have the same.</param>
/// <param name="Verdict"><c>accepted</c>, or <c>warning</c>, <c>info</c> or <c>refused</c> with the number of the one diagnostic.</param>
/// <param name="Parameters">The parameter declaration of the task; <c>program</c> if the types are the whole program.</param>
/// <param name="Types">The types that the declaration needs.</param>
internal sealed record ShapeCase(string Shape, string Verdict, string Parameters, string Types)
{
    /// <summary>The program.</summary>
    public string Source =>
        $"""
        using System.Collections;
        using System.Collections.Concurrent;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Net;
        using System.Numerics;
        using System.Reflection;
        using System.Text;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;

        {Types}

        {Task}
        """;

    public static IReadOnlyList<ShapeCase> ReadAll()
        => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "shapes.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(Parse)];

    private string Task => Parameters == "program"
        ? ""
        : $"public static class Program {{ [QueueTask] public static Task WorkAsync({Parameters}) => Task.CompletedTask; }}";

    private static ShapeCase Parse(string line)
    {
        var parts = line.Split(" | ", 4, StringSplitOptions.TrimEntries);
        return new ShapeCase(parts[1], parts[0], parts[2], parts.Length > 3 ? parts[3].Replace("\\n", "\n", StringComparison.Ordinal) : "");
    }
}
