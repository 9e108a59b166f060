using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class TaskDeclarationTests
{
    [Fact]
    public void An_instance_method_is_refused() => Source.Reports(
        """
        public class ReceiptTasks
        {
            [QueueTask]
            public Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1001", "'SendReceiptAsync' isn't static", "Make it static");

    [Fact]
    public void A_generic_method_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task [|SendReceiptAsync|]<T>(T value) => Task.CompletedTask;
        }
        """,
        "TT1003", "'SendReceiptAsync'");

    [Fact]
    public void A_method_of_a_generic_class_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks<T>
        {
            public static class Inner
            {
                [QueueTask]
                public static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
            }
        }
        """,
        "TT1003", "'SendReceiptAsync'", "ReceiptTasks<T>");

    [Fact]
    public void A_parameter_by_reference_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(in Guid [|orderId|]) => Task.CompletedTask;
        }
        """,
        "TT1004", "Parameter 'orderId' of task 'SendReceipt'", "by reference (in)");

    [Fact]
    public void An_out_parameter_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static void SendReceipt(out Guid [|orderId|]) => orderId = default;
        }
        """,
        "TT1004", "Parameter 'orderId' of task 'SendReceipt'", "by reference (out)");

    [Fact]
    public void Async_void_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static async void [|SendReceiptAsync|](Guid orderId) => await Task.Yield();
        }
        """,
        "TT1005", "'SendReceiptAsync' is async void", "Return Task");

    [Theory]
    [InlineData("private static class ReceiptTasks { [QueueTask] public")]
    [InlineData("public static class ReceiptTasks { [QueueTask] private")]
    [InlineData("public class ReceiptTasks { [QueueTask] protected")]
    [InlineData("public class ReceiptTasks { [QueueTask] private protected")]
    public void A_method_that_generated_code_can_not_call_is_refused(string declaration) => Source.Reports(
        "public class Outer { " + declaration + " static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask; } }",
        "TT1007", "'SendReceiptAsync' can't be called", "Make it internal or public");

    [Fact]
    public void A_method_of_a_file_local_class_is_refused() => Source.Reports(
        """
        file static class ReceiptTasks
        {
            [QueueTask]
            public static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1007", "ReceiptTasks");

    [Theory]
    [InlineData("internal static class ReceiptTasks { [QueueTask] public")]
    [InlineData("public static class ReceiptTasks { [QueueTask] internal")]
    [InlineData("public class ReceiptTasks { [QueueTask] protected internal")]
    [InlineData("public partial struct ReceiptTasks { [QueueTask] public")]
    [InlineData("public record ReceiptTasks { [QueueTask] public")]
    public void A_method_that_generated_code_can_call_is_accepted(string declaration) => Source.IsClean(
        "public class Outer { " + declaration + " static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask; } }");

    [Theory]
    [InlineData("client")]
    [InlineData("transaction")]
    [InlineData("options")]
    [InlineData("cancellationToken")]
    public void A_payload_parameter_with_a_name_of_ours_is_refused(string name) => Source.Reports(
        $$"""
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid [|{{name}}|]) => Task.CompletedTask;
        }
        """,
        "TT1008", $"Parameter '{name}' of task 'SendReceipt'", "Choose another name");

    [Fact]
    public void A_service_that_no_container_can_give_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static void SendReceipt(Guid orderId, [FromServices] [|ReadOnlySpan<char>|] footer) { }
        }
        """,
        "TT1013", "Parameter 'footer' of task 'SendReceipt'", "ReadOnlySpan<char>");

    [Fact]
    public void A_local_function_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            public static Task StartAsync()
            {
                return SendReceiptAsync(Guid.Empty);

                [QueueTask]
                static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
            }
        }
        """,
        "TT1014", "a local function");

    [Fact]
    public void A_lambda_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            public static readonly Func<Guid, Task> SendReceipt = [|[QueueTask] static (orderId) => Task.CompletedTask|];
        }
        """,
        "TT1014", "a lambda expression");

    [Fact]
    public void An_accessor_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            public static Task Receipt
            {
                [QueueTask]
                [|get|] => Task.CompletedTask;
            }
        }
        """,
        "TT1014", "an accessor of a property");

    [Fact]
    public void Several_faults_of_one_task_are_all_reported()
    {
        var compiled = Compiled.From(
            """
            public static class ReceiptTasks
            {
                [QueueTask(MaxAttempts = 0)]
                public static Task SendReceiptAsync(object order, int[,] sizes) => Task.CompletedTask;
            }
            """);

        Assert.Equal(["TT2002", "TT2007", "TT6001"], compiled.Ours.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
        Assert.Empty(compiled.Compiler);
    }

    [Fact]
    public void A_program_without_TypedTasks_is_none_of_our_business() => Source.IsClean(
        """
        public sealed class QueueTaskAttribute : Attribute;

        public class ReceiptTasks
        {
            [QueueTask]
            private void SendReceipt(object order) { }
        }
        """);
}
