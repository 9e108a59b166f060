using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What the corpus has no words for: a task is generated, or something is said, and never neither.</summary>
public sealed class AcceptedOrReportedTests
{
    private const string Inner = "public class Inner { public int Number { get; set; } }";
    private const string Task = "public static class T { [QueueTask] public static void One(Outer outer) { } }";

    [Theory]
    [InlineData("public sealed class Outer { public Inner? Inner { get; set; } }", "'outer.Inner'")]
    [InlineData("public sealed class Outer { public List<Inner[]> Inners { get; set; } = []; }", "'outer.Inners'")]
    [InlineData("public sealed class Outer : Inner { public int Count { get; set; } }", "base class 'Inner'")]
    public void What_an_assembly_that_is_not_referenced_declares_is_missed(string outer, string part)
    {
        var inner = Compiled.From(Inner, assemblyName: "InnerLibrary").ToReference();
        var library = Compiled.From(outer, references: [inner], assemblyName: "OuterLibrary").ToReference();
        var diagnostic = Assert.Single(Compiled.From(Task, references: [library]).Ours);
        Assert.Equal("TT2013", diagnostic.Id);
        Assert.Contains(part, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(Compiled.From(Task, references: [library, inner]).Ours);
    }

    [Fact]
    public void A_case_that_an_assembly_that_is_not_referenced_declares_is_missed()
    {
        var inner = Compiled.From("public abstract class Ancestor;", assemblyName: "InnerLibrary").ToReference();
        var cases = Compiled.From("public sealed class Case { public int Number { get; set; } }", assemblyName: "CaseLibrary").ToReference();
        var library = Compiled.From(
            "[System.Text.Json.Serialization.JsonDerivedType(typeof(Case), 1)] public interface Outer;", references: [inner, cases], assemblyName: "OuterLibrary").ToReference();
        Assert.Equal(["TT2022"], Compiled.From(Task, references: [library]).Ours.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("public partial int Number { get; }", "public partial int Number { get => field; }", "TT2013")]
    [InlineData("public partial int Number { get; init; }", "public partial int Number { get => field; init => field = value; }", null)]
    [InlineData("public int Number { get => field; }", "", "TT2013")]
    public void A_property_with_a_field_behind_it_is_no_computed_one(string declaration, string implementation, string? expected)
    {
        var compiled = Compiled.From(
            $"public sealed partial class Outer {{ public Outer() {{ }} {declaration} }} public sealed partial class Outer {{ {implementation} }} {Task}", LanguageVersion.Preview);
        Assert.Equal(expected is null ? [] : new[] { expected }, compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(compiled.Compiler.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void The_stub_of_a_task_that_takes_a_span_of_params_adds_no_errors()
    {
        var compiled = Compiled.From("public static class T { [QueueTask] public static void One(string name = \"\", params ReadOnlySpan<int> numbers) { } }", LanguageVersion.CSharp13);
        Assert.Equal(["TT2006"], compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(compiled.Compiler);
    }

    [Fact]
    public void A_conditional_method_can_not_be_a_task() => Source.Reports(
        "public static class T { [QueueTask, System.Diagnostics.Conditional(\"DEBUG\")] public static void [|One|](int number) { } }", "TT1014", "[Conditional]");
}
