using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers.Tests;

public sealed class KnownDecisionsTests
{
    private const string Task =
        """
        static class T
        {
            static int Before() { return 1; }
            /// <summary>Sends.</summary>
            [TypedTasks.QueueTask] public static void Send(Order order) { }
        }
        """;

    private const string Types =
        """
        public sealed class Order { public Order(int count) { Count = count; } public int Count { get; } = 1; public int Twice() => Count * 2; }
        """;

    [Theory]
    [InlineData("return 1;", "return 1 + 1; /* longer */")]
    [InlineData("Order order) { }", "Order order) { Before(); }")]
    [InlineData("=> Count * 2", "=> Count + Count")]
    public void An_edit_of_a_method_body_decides_nothing_anew(string old, string replacement)
    {
        var before = Compilation();
        Assert.Same(Decide(before), Decide(Edit(before, old, replacement)));
    }

    [Theory]
    [InlineData("Sends.", "Posts.")]
    [InlineData("int Count { get; } = 1;", "int Count { get; } = 2;")]
    [InlineData("{ Count = count; }", "{ Count = count + 1; }")]
    [InlineData("return 1; }", "return 1; } static void More() { }")]
    [InlineData("=> Count * 2;", "=> Count * ;")]
    [InlineData("return 1;", "\n#nullable disable\nreturn 1;")]
    [InlineData("public sealed class", "sealed class")]
    public void Any_other_edit_decides_anew(string old, string replacement)
    {
        var before = Compilation();
        Assert.NotSame(Decide(before), Decide(Edit(before, old, replacement)));
    }

    [Theory]
    [InlineData("int Size { get; set; }", "long Size { get; set; }")]
    [InlineData("int Size { get; set; }", "int Size { get; set; } public string Name { get; set; }")]
    [InlineData("int Size { get; set; }", "int Size; public Far() { }")]
    [InlineData("record Pair(int A)", "record Pair(int A, int B = 2)")]
    public void An_edit_of_data_that_a_task_does_not_reach_decides_nothing_anew(string old, string replacement)
    {
        var before = Compilation().AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Far { public int Size { get; set; } } public record Pair(int A);", path: "Far.cs", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Same(Decide(before), Decide(Edit(before, old, replacement)));
    }

    [Theory]
    [InlineData("class Near", "class Near2")]
    [InlineData("int Size { get; set; }", "int Size { get; set; } public void More() { }")]
    [InlineData("int Size { get; set; }", "int Size { get; set; } public const int One = 1;")]
    [InlineData("int Size { get; set; }", "\n#nullable disable\nint Size { get; set; }")]
    [InlineData("int Size { get; set; }", "int Size { get; set; } public int mail { get; set; }")]
    [InlineData("int Mark { get; set; }", "int Mark { get; set; } public int Size { get; set; }")]
    public void An_edit_elsewhere_that_more_than_its_type_may_see_decides_anew(string old, string replacement)
    {
        var before = Compilation().AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "public class Near { public int Size { get; set; } [System.Obsolete(nameof(mail))] public const string mail = \"\"; } class MarkAttribute : System.Attribute { public int Mark { get; set; } }", path: "Near.cs", cancellationToken: TestContext.Current.CancellationToken));
        Assert.NotSame(Decide(before), Decide(Edit(before, old, replacement)));
    }

    [Fact]
    public void Other_options_references_or_names_decide_anew()
    {
        var before = Compilation();
        var decision = Decide(before);
        Assert.NotSame(decision, Decide(before.WithOptions(before.Options.WithAllowUnsafe(!before.Options.AllowUnsafe))));
        Assert.NotSame(decision, Decide(before.RemoveReferences(before.References.Last())));
        Assert.NotSame(decision, Decide(before.WithAssemblyName("Other")));
    }

    [Fact]
    public void A_chain_of_edits_leads_back_to_the_first_decision()
    {
        var program = Compilation();
        var decision = Decide(program);
        for (var i = 0; i < 10; i++)
        {
            program = Edit(program, "return 1", "return 1" + i);
            Assert.Same(decision, Decide(program));
            program = Edit(program, "Count * 2", "Count * 2" + i);
            Assert.Same(decision, Decide(program));
        }
    }

    [Fact]
    public void Two_methods_of_equal_signature_have_decisions_of_their_own()
    {
        var program = Edit(Compilation(), "{ }", "{ } [TypedTasks.QueueTask(Queue = \"mail\")] public static void Send(Order order) { }");
        var decisions = Methods(program).Select(method => Decide(program, method)).ToList();
        Assert.Equal(2, decisions.Count);
        Assert.NotEqual(decisions[0], decisions[1]);
    }

    private static CSharpCompilation Compilation()
        => CSharpCompilation.Create(
            "Program",
            [CSharpSyntaxTree.ParseText(Task, path: "Task.cs"), CSharpSyntaxTree.ParseText(Types, path: "Types.cs")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(Uri).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpCompilation Edit(CSharpCompilation program, string old, string replacement)
    {
        var tree = program.SyntaxTrees.Single(tree => tree.ToString().Contains(old, StringComparison.Ordinal));
        return program.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString().Replace(old, replacement, StringComparison.Ordinal), path: tree.FilePath));
    }

    private static IEnumerable<IMethodSymbol> Methods(CSharpCompilation program) => program.GetTypeByMetadataName("T")!.GetMembers("Send").OfType<IMethodSymbol>(); // it is in the source

    private static TaskDecision Decide(CSharpCompilation program) => Decide(program, Methods(program).First());

    private static TaskDecision Decide(CSharpCompilation program, IMethodSymbol method)
        => KnownDecisions.Of(method, Assert.Single(method.GetAttributes()), program, TestContext.Current.CancellationToken);
}
