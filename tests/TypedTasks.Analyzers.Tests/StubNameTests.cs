using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class StubNameTests
{
    [Fact]
    public void A_class_of_the_stub_s_name_is_in_the_way() => Source.Reports(
        """
        namespace Shop;

        public class SendReceipt;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1006", "generated class 'SendReceipt', but type 'Shop.SendReceipt' in Program.cs has that name already", "Rename the method, or name the generated class with [QueueTask(StubName = ");

    [Fact]
    public void A_class_of_the_name_given_as_StubName_is_in_the_way() => Source.Reports(
        """
        namespace Shop;

        public class Receipts;

        public static class ReceiptTasks
        {
            [QueueTask(StubName = [|"Receipts"|])]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1006", "generated class 'Receipts'");

    [Fact]
    public void A_namespace_of_the_stub_s_name_is_in_the_way() => Source.Reports(
        """
        namespace Shop
        {
            public static class ReceiptTasks
            {
                [QueueTask]
                public static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
            }
        }

        namespace Shop.SendReceipt
        {
            public class Template;
        }
        """,
        "TT1006", "'SendReceipt', but namespace 'Shop.SendReceipt' in Program.cs has that name");

    [Fact]
    public void The_method_s_own_class_may_be_in_the_way() => Source.Reports(
        """
        public static class SendReceipt
        {
            [QueueTask]
            public static Task [|SendReceiptAsync|](Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1006", "'SendReceipt'");

    [Fact]
    public void Of_two_tasks_with_one_stub_the_first_class_by_name_keeps_it() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask(Name = "receipt")]
            public static Task [|SendAsync|](Guid orderId) => Task.CompletedTask;
        }

        public static class InvoiceTasks
        {
            [QueueTask]
            public static Task SendAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1006", "'Send', but the one of task method 'InvoiceTasks.SendAsync' in Program.cs has that name");

    [Fact]
    public void Overloads_need_stub_names_of_their_own() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendAsync(Guid orderId) => Task.CompletedTask;

            [QueueTask]
            public static Task [|SendAsync|](string orderNumber) => Task.CompletedTask;
        }
        """,
        "TT1006", "'Send'");

    [Fact]
    public void A_generic_class_of_the_stub_s_name_is_not_in_the_way() => Source.IsClean(
        """
        namespace Shop;

        public class SendReceipt<T>;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void A_class_of_the_stub_s_name_in_another_namespace_is_not_in_the_way() => Source.IsClean(
        """
        namespace Shop.Models
        {
            public class SendReceipt;
        }

        namespace Shop
        {
            public static class ReceiptTasks
            {
                [QueueTask]
                public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
            }
        }
        """);

    [Theory]
    [InlineData("public static class SendReceipt { [QueueTask] public static Task [|RunAsync|](Guid orderId) => Task.CompletedTask; }")]
    [InlineData("public static class SendReceipt { [QueueTask] public static void [|Run|](Guid orderId) { } }")]
    [InlineData("public static class Outer { public static partial class SendReceipt { [QueueTask] public static void [|Run|](Guid orderId) { } } }")]
    public void Run_in_a_class_that_is_not_partial_is_warned_of(string program)
        => Source.Reports(program, "TT1016", "there is no 'SendReceipt.EnqueueAsync': the task is enqueued with 'Run.EnqueueAsync'", "Make it 'static partial class SendReceipt'");

    [Theory]
    [InlineData("public static partial class SendReceipt { [QueueTask] public static Task RunAsync(Guid orderId) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks { [QueueTask(StubName = \"Go\")] public static Task RunAsync(Guid orderId) => Task.CompletedTask; }")]
    [InlineData("public class Machine { [QueueTask] public static Task RunAsync(Guid orderId) => Task.CompletedTask; }")]
    public void Run_elsewhere_is_a_name_like_any_other(string program) => Source.IsClean(program);

    [Fact]
    public void The_bare_name_is_hinted_at() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task [|SendReceipt|](Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1011", "Name the method 'SendReceiptAsync'");

    [Fact]
    public void The_bare_name_of_a_method_that_awaits_nothing_is_no_trouble() => Source.IsClean(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static void SendReceipt(Guid orderId) { }
        }
        """);

    [Fact]
    public void The_bare_name_beside_a_StubName_is_no_trouble() => Source.IsClean(
        """
        public static class ReceiptTasks
        {
            [QueueTask(StubName = "ReceiptSending")]
            public static Task SendReceipt(Guid orderId) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("Send Receipt")]
    [InlineData("Shop.SendReceipt")]
    [InlineData("1Receipt")]
    [InlineData("SendReceipt<T>")]
    public void A_StubName_that_is_no_identifier_is_refused(string name) => Source.Reports(
        $$"""
        public static class ReceiptTasks
        {
            [QueueTask(StubName = [|"{{name}}"|])]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1012", $"StubName '{name}' of task method 'SendReceiptAsync'");

    [Theory]
    [InlineData("public class SendReceipt;", "TT1006")]
    [InlineData("internal class SendReceipt;", "")]
    [InlineData("public static class LibraryTasks { [QueueTask] public static Task SendReceiptAsync(int number) => Task.CompletedTask; }", "TT1006")]
    [InlineData("public static class LibraryTasks { [QueueTask] internal static Task SendReceiptAsync(int number) => Task.CompletedTask; }", "")]
    public void What_a_referenced_assembly_shows_of_the_namespace_counts(string library, string expected)
    {
        var reference = Compiled.From("namespace Shop; " + library, assemblyName: "Library").ToReference();
        var compiled = Compiled.From(
            """
            namespace Shop;

            public static class ReceiptTasks
            {
                [QueueTask(Name = "receipt")]
                public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
            }

            public static class Caller
            {
                public static string Name => nameof(SendReceipt);
            }
            """,
            references: [reference]);

        Assert.Equal(expected, string.Join(' ', compiled.Ours.Select(diagnostic => diagnostic.Id)));
        Assert.All(compiled.Ours, diagnostic => Assert.Contains("'Shop.SendReceipt' of assembly 'Library'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Empty(compiled.Compiler);
    }

    [Fact]
    public void What_is_in_the_way_is_pointed_at()
    {
        const string Program = "public static partial class Send { private const int V1 = 1; [QueueTask(Version = 2)] public static void Run(int number) { } }";
        var diagnostic = Assert.Single(Compiled.From(Program).Ours);
        Assert.Equal(Program.IndexOf("V1", StringComparison.Ordinal), Assert.Single(diagnostic.AdditionalLocations).SourceSpan.Start);
    }

    [Theory]
    [InlineData("public static class T { [QueueTask(Version = 2)] public static void [|V1|](int number) { } }", "that class has a member 'V1' itself")]
    [InlineData("public static class T { [QueueTask(Version = 2)] public static Task [|V2Async|](int number) => Task.CompletedTask; }", "'V2'")]
    [InlineData("public static class T { [QueueTask(Version = 3)] public static void [|V2Types|](int number) { } }", "'V2Types'")]
    [InlineData("public static partial class Send { private const int V1 = 1; [QueueTask(Version = 2)] public static void [|Run|](int number) { } }", "Rename 'V1' in Program.cs, or")]
    [InlineData("public static partial class Send { public static void Job() { } public enum V2 { } [QueueTask(Version = 2)] public static void [|Run|](int number) { } }", "in class 'Send', and needs 'Job' and 'V2' for them, which the class has already in Program.cs")]
    [InlineData("public static partial class Job { [QueueTask] public static void [|Run|](int number) { } }", "Rename the class, or")]
    public void Types_of_versions_need_their_names(string program, string name) => Source.Reports(program, "TT1006", name);

    [Theory]
    [InlineData("public static class T { [QueueTask] public static Task V1Async(int number) => Task.CompletedTask; }")]
    [InlineData("public static class T { [QueueTask(Version = 2)] public static Task V3Async(int number) => Task.CompletedTask; }")]
    [InlineData("public static class T { [QueueTask(Version = 2)] public static Task V01Async(int number) => Task.CompletedTask; }")]
    [InlineData("public static partial class Send { private const int V1 = 1; [QueueTask] public static void Run(int number) { } }")]
    public void Names_of_versions_that_are_not_there_are_free(string program) => Source.IsClean(program);
}
