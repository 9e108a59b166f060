using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What a program may use, or may use where it says so, generated code may use too.</summary>
public sealed class GeneratedUseTests
{
    private const string Experimental = "System.Diagnostics.CodeAnalysis.Experimental";

    [Theory]
    [InlineData($"[{Experimental}(\"XP1\")] public sealed record Order(int Number); public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public sealed record Order(int Number); public static class T {{ [QueueTask] public static List<Order> One(List<Order[]> orders) => []; }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public sealed record Line(int Number); public sealed record Order(List<Line> Lines); public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public enum Color {{ Red }} public sealed record Order(Color Color = Color.Red); public static class T {{ [QueueTask] public static void One(Order order, Color color = Color.Red) {{ }} }}")]
    [InlineData($"public enum Color {{ [{Experimental}(\"XP1\")] Red }} public static class T {{ [QueueTask] public static void One(Color color = Color.Red) {{ }} }}")]
    [InlineData($"public sealed class Order {{ [{Experimental}(\"XP1\")] public int Number {{ get; set; }} }} public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"public sealed class Order {{ public int Number {{ get; [{Experimental}(\"XP1\")] set; }} }} public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"public sealed class Order {{ [{Experimental}(\"XP1\")] public Order() {{ }} public int Number {{ get; set; }} }} public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"public abstract class Base {{ [{Experimental}(\"XP1\")] public int Number {{ get; set; }} }} public sealed class Order : Base; public static class T {{ [QueueTask] public static void One(Order order) {{ }} }}")]
    [InlineData($"public static class T {{ [QueueTask, {Experimental}(\"XP1\")] public static Task OneAsync(int number) => Task.CompletedTask; }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public static class T {{ [QueueTask] public static Task OneAsync(int number) => Task.CompletedTask; }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public static partial class Send {{ [QueueTask] public static Task RunAsync(int number) => Task.CompletedTask; }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public interface IMailer; public static class T {{ [QueueTask] public static void One([FromServices] IMailer mailer) {{ }} }}")]
    [InlineData($"[{Experimental}(\"XP1\")] public sealed class Bad : Exception; public static class T {{ [QueueTask, FailOn(typeof(Bad))] public static void One(int number) {{ }} }}")]
    [InlineData("public sealed class Order { [Obsolete(\"Old.\", DiagnosticId = \"XP1\")] public int Number { get; set; } } public static class T { [QueueTask] public static void One(Order order) { } }")]
    public void What_the_author_allows_himself_is_allowed_in_generated_code(string program)
    {
        var compiled = Compiled.From("#pragma warning disable XP1\n" + program);
        Assert.Empty(compiled.Compiler);
        Assert.Empty(compiled.Ours);
    }

    [Theory]
    [InlineData("public static class T { [QueueTask, Obsolete] public static void One(Old old) { } }")]
    [InlineData("public static class T { [QueueTask, Obsolete(\"Gone.\", true)] public static void One(List<Old> old) { } }")]
    [InlineData("public static class T { [QueueTask, Obsolete] public static Old? One(Color color = Color.Red) => null; }")]
    [InlineData("public static class T { [QueueTask, Obsolete] public static void One([FromServices] IOld old) { } }")]
    [InlineData("[Obsolete] public static class T { public static class Inner { [QueueTask] public static void One(Old old) { } } }")]
    [InlineData("public sealed class Order { [Obsolete] public Old? Old { get; set; } [Obsolete] public Color Color { get; set; } } public static class T { [QueueTask] public static void One(Order order) { } }")]
    public void What_is_obsolete_as_an_error_is_allowed_where_its_user_is_obsolete_too(string program)
    {
        const string Types = "[Obsolete(\"Gone.\", true)] public sealed record Old(int Number, Older Older); [Obsolete(\"Gone.\", true)] public sealed record Older(int Number); [Obsolete(\"Gone.\", true)] public enum Color { Red } [Obsolete(\"Gone.\", true)] public interface IOld;";
        var compiled = Compiled.From(program + Types);
        Assert.Empty(compiled.Compiler);
        Assert.Empty(compiled.Ours);
    }

    [Theory]
    [InlineData("public static class T { [QueueTask, Obsolete(\"Gone.\", true)] public static void One(int number) { } }")]
    [InlineData($"public static class T {{ [QueueTask, {Experimental}(\"XP1\")] public static void One(int number) {{ }} }}")]
    public void Who_enqueues_is_told_what_the_task_is_marked_with(string program)
    {
        var compiled = Compiled.From(program + " public static class Caller { public static async Task CallAsync() => await One.EnqueueAsync(1); }");
        Assert.NotEmpty(compiled.Compiler);
        Assert.All(compiled.Compiler, diagnostic => Assert.Equal("Program.cs", diagnostic.Location.SourceTree?.FilePath));
    }

    [Theory]
    [InlineData("object number", true)]
    [InlineData("long number", true)]
    [InlineData("int number, string text = \"\"", true)]
    [InlineData("params int[] numbers", true)]
    [InlineData("string number", false)]
    [InlineData("int number, string text", false)]
    public void An_overload_of_higher_priority_would_be_called_instead(string parameters, bool isReported)
    {
        var compiled = Compiled.From(
            $"public static class T {{ [QueueTask] public static void One(int number) {{ }} [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public static void One({parameters}) {{ }} }}", LanguageVersion.CSharp13);
        Assert.Equal(isReported ? ["TT1014"] : [], compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(compiled.Compiler);
    }

    [Fact]
    public void Priority_means_nothing_before_CSharp_13_and_where_the_task_has_it_itself()
    {
        const string Program = "public static class T {{ [QueueTask{0}] public static void One(int number) {{ }} [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public static void One(object number) {{ }} }}";
        Assert.Empty(Compiled.From(string.Format(System.Globalization.CultureInfo.InvariantCulture, Program, ", System.Runtime.CompilerServices.OverloadResolutionPriority(1)"), LanguageVersion.CSharp13).Ours);
    }

    [Theory]
    [InlineData("[System.Runtime.CompilerServices.CallerMemberName] string caller = \"\"", "\"CallAsync\"")]
    [InlineData("[System.Runtime.CompilerServices.CallerLineNumber] int line = 0", "2")]
    [InlineData("[System.Runtime.CompilerServices.CallerArgumentExpression(\"number\")] string text = \"\"", "\"1 + 1\"")]
    public void What_the_compiler_gives_a_caller_it_gives_in_the_stub(string parameter, string expected)
    {
        var compiled = Compiled.From(
            $"public static class T {{ [QueueTask] public static void One(int number, {parameter}) {{ }} }} public static class Caller {{ public static async Task CallAsync() => \n await One.EnqueueAsync(1 + 1); }}");
        Assert.Empty(compiled.Compiler);
        Assert.Empty(compiled.Ours);
        var call = compiled.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax>().Single(candidate => candidate.Expression.ToString() == "One.EnqueueAsync");
        var model = compiled.Compilation.GetSemanticModel(call.SyntaxTree);
        var operation = (Microsoft.CodeAnalysis.Operations.IInvocationOperation)model.GetOperation(call, TestContext.Current.CancellationToken)!; // a call has one
        Assert.Equal(expected, operation.Arguments.Single(argument => argument.Parameter!.Name == operation.TargetMethod.Parameters[1].Name).Value.ConstantValue.Value switch // a call that binds has parameters
        {
            string text => $"\"{text}\"",
            var number => $"{number}",
        });
    }
}
