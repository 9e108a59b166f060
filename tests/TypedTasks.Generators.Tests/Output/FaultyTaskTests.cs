using System.Reflection;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

public sealed class FaultyTaskTests
{
    [Theory]
    [InlineData("void Send(int x, object y)", "Send.EnqueueAsync(1, new object()); Send.Job(1, 2);")]
    [InlineData("void Send(Func<int> x, string y = \"a\")", "Send.EnqueueAsync(() => 1); Send.Job(() => 1, \"b\");")]
    [InlineData("void Send(ReadOnlySpan<int> x)", "Send.EnqueueAsync([1]); Send.Job([1]);")]
    [InlineData("unsafe void Send(int* x)", "Send.EnqueueAsync(1); Send.Job(1);")]
    [InlineData("void Send<T>(T x, List<T> y)", "Send.EnqueueAsync(1, new List<int>()); Send.Job(1, 2);")]
    [InlineData("void Send(ref int x)", "var x = 1; Send.EnqueueAsync(ref x); Send.Job(ref x);")]
    [InlineData("void Send(out int x)", "Send.EnqueueAsync(out var x); Send.Job(out x);")]
    [InlineData("void Send(string options, int client)", "Send.EnqueueAsync(\"a\", 1); Send.Job(\"a\", 1);")]
    [InlineData("object Send(int x)", "Send.EnqueueAsync(1); Send.Job(1);")]
    [InlineData("void Send(params object[] x)", "Send.EnqueueAsync(); Send.EnqueueAsync(new object[1]); Send.Job(1, 2);")]
    [InlineData("void Send((int A, int B) x)", "Send.EnqueueAsync((1, 2)); Send.Job((1, 2));")]
    public void The_stub_exists_so_that_callers_add_no_errors(string method, string calls)
    {
        var body = method.Contains("out ", StringComparison.Ordinal) ? "{ x = 1; }" : "=> throw new Exception();";
        var program = GeneratedProgram.Try($"static class T {{ [QueueTask] public static {method} {body} }} static class Caller {{ static void Call() {{ {calls} }} }}");
        Assert.Empty(program.Diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Assert.DoesNotContain("TypedTasksManifest.g.cs", program.Files.Keys);
    }

    [Fact]
    public void Calling_it_says_where_to_look()
    {
        var program = GeneratedProgram.From("public static class T { [QueueTask] public static void Send(object x) { } }");
        var job = Assert.IsAssignableFrom<MethodInfo>(program.Load().GetType("Send")?.GetMethod("Job"));
        var thrown = Assert.IsType<NotSupportedException>(Assert.Throws<TargetInvocationException>(() => job.Invoke(null, [1])).InnerException);
        Assert.Contains("Task 'Send'", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void Send(int x) { } class Send;")]
    [InlineData("void Job(int x) { }")]
    [InlineData("void EnqueueAsyncAsync(int x) { }")]
    public void Without_a_name_there_is_no_stub(string rest)
    {
        var parts = rest.Split("class");
        var program = GeneratedProgram.Try($"static class T {{ [QueueTask] public static {parts[0]} }} {(parts.Length > 1 ? "class" + parts[1] : "")}");
        Assert.Empty(program.Files);
        Assert.Empty(program.Diagnostics);
    }

    [Fact]
    public void Overloads_leave_the_stub_to_the_first()
    {
        var program = GeneratedProgram.From("static class T { [QueueTask] public static void Send(int x) { } [QueueTask] public static void Send(string x) { } }");
        Assert.Contains("int x", program.Files["Send_Task.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_name_without_a_UTF_8_form_is_refused()
    {
        var program = GeneratedProgram.From(
            "public sealed class R { [System.Text.Json.Serialization.JsonPropertyName(\"\\ud800\")] public int X { get; set; } } static class T { [QueueTask] public static void Send(R x) { } }");
        Assert.Contains("NotSupportedException", program.Files["Send_Task.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_left_to_the_compiler()
        => Assert.Equal("CS0246", Assert.Single(GeneratedProgram.Try("static class T { [QueueTask] public static void Send(Nonsense x) { } }").Diagnostics).Id);
}
