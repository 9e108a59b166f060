using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Every shape that docs/payloads.md decides about has its verdict: one line of Corpus/shapes.txt each.</summary>
public sealed class PayloadTableTests
{
    private static readonly Dictionary<string, ShapeCase> Cases = ShapeCase.ReadAll().ToDictionary(line => line.Shape);

    public static TheoryData<string> Shapes => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_shape_gets_its_verdict(string shape)
    {
        var compiled = Compiled.From(Cases[shape].Source);
        Assert.Empty(compiled.Compiler);
        Assert.Equal(Cases[shape].Verdict, compiled.Ours.IsEmpty ? "accepted" : string.Join(", ", compiled.Ours.Select(Verdict)));
    }

    private static string Verdict(Diagnostic diagnostic)
        => (diagnostic.Severity == DiagnosticSeverity.Error ? "refused" : diagnostic.Severity.ToString().ToLowerInvariant()) + " " + diagnostic.Id;
}
