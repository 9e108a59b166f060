using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

public sealed class IncrementalityTests
{
    private const string Tasks =
        """
        namespace Shop;
        static class T
        {
            /// <summary>Sends.</summary>
            [QueueTask] public static Task<Line?> SendAsync(Order order, [FromServices] IServiceProvider services, DayOfWeek day = DayOfWeek.Friday) => Task.FromResult<Line?>(null);
            [QueueTask] public static void Other(int x) { }
        }
        """;

    private const string Types = "namespace Shop; public sealed record Order(Guid Id, List<Line> Lines, Dictionary<DayOfWeek, Line?> ByDay); public sealed record Line(string Name, Order? Parent);";

    private static readonly string[] Steps = ["Tasks", "CaseTwins", "Types", "Assembly", "Manifest"];

    [Fact]
    public void An_edit_elsewhere_recomputes_nothing()
        => Assert.All(Reasons(AfterEdit(Tasks, Types, "class Unrelated { int x; }")), reason => Assert.True(IsReused(reason)));

    [Fact]
    public void An_edit_inside_a_method_recomputes_nothing()
        => Assert.All(Reasons(AfterEdit(Tasks.Replace("(null)", "(default)", StringComparison.Ordinal), Types)), reason => Assert.True(IsReused(reason)));

    [Fact]
    public void A_new_member_of_a_payload_type_recomputes_what_holds_it()
    {
        var result = AfterEdit(Tasks, Types.Replace("string Name", "string Name, int Count", StringComparison.Ordinal));
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, "Tasks"));
        Assert.Contains(result.TrackedSteps["Tasks"].SelectMany(step => step.Outputs), output => IsReused(output.Reason));
        Assert.Contains(result.TrackedSteps["Types"].SelectMany(step => step.Outputs), output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.Contains(result.TrackedSteps["Types"].SelectMany(step => step.Outputs), output => IsReused(output.Reason));
        Assert.All(Reasons(result, "Manifest"), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Models_hold_nothing_of_the_compilation()
    {
        var result = AfterEdit(Tasks, Types);
        foreach (var output in Steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs)) AssertPlain(output.Value, []);
    }

    [Fact]
    public void Two_runs_write_the_same()
        => Assert.Equal(GeneratedProgram.From(Tasks + Types.Replace("namespace Shop;", "", StringComparison.Ordinal)).Files, GeneratedProgram.From(Tasks + Types.Replace("namespace Shop;", "", StringComparison.Ordinal)).Files);

    private static GeneratorRunResult AfterEdit(params string[] edited)
    {
        var setup = new Setup();
        var before = setup.Compile(Tasks, Types);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            parseOptions: setup.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(before);

        var after = before;
        foreach (var (source, i) in edited.Select((source, i) => (source, i)))
        {
            var tree = setup.Parse(source, $"Source{i}.cs");
            var old = after.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == tree.FilePath);
            if (old?.ToString() == source) continue;
            after = old is null ? after.AddSyntaxTrees(tree) : after.ReplaceSyntaxTree(old, tree);
        }

        return driver.RunGenerators(after).GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) => Steps.SelectMany(step => Reasons(result, step));

    private static List<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step)
    {
        var reasons = result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        return reasons;
    }

    private static bool IsReused(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static void AssertPlain(object? value, HashSet<object> visited)
    {
        if (value is null or string or Enum || value.GetType().IsPrimitive || !visited.Add(value)) return;
        Assert.False(value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or AttributeData, $"A model holds a {value.GetType()}.");
        if (value is IEnumerable items)
            foreach (var item in items) AssertPlain(item, visited);
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                if (!field.FieldType.IsPrimitive && value is not Type) AssertPlain(field.GetValue(value), visited);
    }
}
