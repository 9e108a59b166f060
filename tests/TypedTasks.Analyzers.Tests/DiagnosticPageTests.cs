using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>The examples of docs/diagnostics are compiled: what a page says is what happens.</summary>
public sealed class DiagnosticPageTests
{
    private static readonly Dictionary<string, DiagnosticPage> Pages = DiagnosticPage.ReadAll().ToDictionary(page => page.Id);

    public static TheoryData<string> Ids => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_gives_the_diagnostic_and_nothing_else(string id)
    {
        var compiled = Compiled.From(Pages[id].Wrong, Pages[id].WrongLanguage, locking: Pages[id].WrongLocking);
        Assert.Equal([id], compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(compiled.Compiler);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_example_compiles_without_warnings(string id)
    {
        var compiled = Compiled.From(Pages[id].Right, locking: Pages[id].RightLocking);
        Assert.Empty(compiled.Ours);
        Assert.Empty(compiled.Compiler);
    }
}
