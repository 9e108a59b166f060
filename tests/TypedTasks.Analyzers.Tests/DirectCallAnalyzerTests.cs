using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class DirectCallAnalyzerTests
{
    private const string Tasks =
        """
        public static partial class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;

            public static Task SendTwiceAsync(Guid orderId) => Task.WhenAll(SendReceiptAsync(orderId), ReceiptTasks.SendReceiptAsync(orderId));

            public static class Nested
            {
                public static Task SendAsync() => SendReceiptAsync(Guid.Empty);
            }
        }

        public static partial class PrintReceipt
        {
            [QueueTask]
            public static Task RunAsync(Guid orderId) => Task.CompletedTask;
        }
        """;

    [Theory]
    [InlineData("async Task CloseAsync() => await [|ReceiptTasks.SendReceiptAsync(Guid.Empty)|];", "ReceiptTasks.SendReceiptAsync")]
    [InlineData("Task Close() => [|ReceiptTasks.SendReceiptAsync(Guid.Empty)|];", "Enqueue it with SendReceipt.EnqueueAsync")]
    [InlineData("Task Close() => [|PrintReceipt.RunAsync(Guid.Empty)|];", "Enqueue it with PrintReceipt.EnqueueAsync")]
    public void A_call_from_another_class_is_reported(string method, string message) => Source.Reports(Program(method), "TT4002", message);

    [Theory]
    [InlineData("Func<Guid, Task> Get() => ReceiptTasks.SendReceiptAsync;")]
    [InlineData("string Name() => nameof(ReceiptTasks.SendReceiptAsync);")]
    [InlineData("async Task CloseAsync() => await SendReceipt.EnqueueAsync(Guid.Empty);")]
    [InlineData("NewJob Close() => SendReceipt.Job(Guid.Empty);")]
    public void Anything_but_a_call_is_not(string method) => Source.IsClean(Program(method));

    [Fact]
    public void In_a_test_project_nothing_is_said()
    {
        var framework = CSharpCompilation.Create("xunit.v3.core", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();
        Assert.Empty(Compiled.From(Program("Task Close() => ReceiptTasks.SendReceiptAsync(Guid.Empty);"), references: [framework]).Ours);
    }

    [Fact]
    public void A_task_of_a_referenced_library_is_reported_too()
    {
        var library = Compiled.From(Tasks, assemblyName: "Library").ToReference();
        var compiled = Compiled.From("public sealed class Shop { public Task Close() => ReceiptTasks.SendReceiptAsync(Guid.Empty); }", references: [library]);
        Assert.Equal(["TT4002"], compiled.Ours.Select(diagnostic => diagnostic.Id));
    }

    private static string Program(string method) => $"public sealed class Shop {{ public {method} }}\n{Tasks}";
}
