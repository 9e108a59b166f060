using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class TaskNameTests
{
    private const string Library =
        """
        namespace Shop;

        public static class ReceiptTasks
        {
            [QueueTask(Name = "shop.receipt")]
            internal static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """;

    [Fact]
    public void The_second_of_two_tasks_of_one_name_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask(Name = "receipt")]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;

            [QueueTask(Name = [|"receipt"|])]
            public static Task PrintReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1002", "'PrintReceiptAsync' is stored as 'receipt'", "another Name");

    [Fact]
    public void An_alias_that_is_another_task_s_name_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask(Name = "receipt")]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;

            [QueueTask(Aliases = [|["receipt"]|])]
            public static Task PrintReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1002", "'PrintReceiptAsync' (by an alias) is stored as", "'receipt'");

    [Fact]
    public void An_alias_must_be_a_name() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask(Aliases = [|[" "]|])]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT6005");

    [Fact]
    public void A_given_name_may_be_another_task_s_default_name() => Source.Reports(
        """
        namespace Shop;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;

            [QueueTask(Name = [|"Shop.SendReceipt"|])]
            public static Task PrintReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT1002", "'PrintReceiptAsync' is stored as 'Shop.SendReceipt'");

    [Fact]
    public void Names_that_differ_in_case_are_two_names() => Source.IsClean(
        """
        public static class ReceiptTasks
        {
            [QueueTask(Name = "receipt")]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;

            [QueueTask(Name = "Receipt")]
            public static Task PrintReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void A_task_of_a_referenced_assembly_has_the_name_already()
    {
        var library = Compiled.From(Library, assemblyName: "Shop.Library").ToReference();
        var program = Compiled.From(
            """
            Console.WriteLine();

            public static class ReceiptTasks
            {
                [QueueTask(Name = "shop.receipt")]
                public static Task PrintReceiptAsync(Guid orderId) => Task.CompletedTask;
            }
            """,
            references: [library]);

        var diagnostic = Assert.Single(program.Ours);
        Assert.Equal("TT1002", diagnostic.Id);
        Assert.Contains("'PrintReceiptAsync' is stored as 'shop.receipt'", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("Shop.Library", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(program.Compiler);
    }

    [Fact]
    public void Two_referenced_assemblies_have_a_task_of_one_name()
    {
        var first = Compiled.From(Library, assemblyName: "Shop.First").ToReference();
        var second = Compiled.From(Library.Replace("namespace Shop", "namespace Shop.Second", StringComparison.Ordinal), assemblyName: "Shop.Second").ToReference();
        var program = Compiled.From("Console.WriteLine();", references: [first, second]);

        var diagnostic = Assert.Single(program.Ours);
        Assert.Equal("TT1002", diagnostic.Id);
        Assert.Contains("'shop.receipt'", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(program.Compiler);
    }

    [Fact]
    public void A_library_does_not_answer_for_what_it_refers_to()
    {
        var first = Compiled.From(Library, assemblyName: "Shop.First").ToReference();
        var second = Compiled.From(Library.Replace("namespace Shop", "namespace Shop.Second", StringComparison.Ordinal), assemblyName: "Shop.Second").ToReference();
        var library = Compiled.From("public sealed class Nothing;", references: [first, second]);

        Assert.Empty(library.Ours);
        Assert.Empty(library.Compiler);
    }
}
