using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes.Tests;

/// <summary>Fixes that may break the code around them: offered where the program compiles afterwards, and nowhere else.</summary>
public sealed class CheckedFixTests
{
    private const string Receipts =
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, string language, [FromServices] IServiceProvider services, CancellationToken stop) => Task.CompletedTask;
        }
        """;

    [Theory]
    [InlineData("DateTime due", "DateTimeOffset due")]
    [InlineData("List<DateTime?> due", "List<DateTimeOffset?> due")]
    [InlineData("System.DateTime due", "System.DateTimeOffset due")]
    public Task DateTime_becomes_DateTimeOffset(string before, string after) => Becomes(new UseDateTimeOffsetFix(), Task(before), before, after);

    [Fact]
    public async Task A_DateTime_that_the_task_uses_as_such_is_left_alone()
        => Assert.Null(await FixedProgram.Once(new UseDateTimeOffsetFix(), Task("DateTime due", "{ DateTime used = due; return Task.FromResult(used.Day); }")));

    [Fact]
    public async Task Every_DateTime_becomes_DateTimeOffset()
    {
        const string Source =
            """
            public sealed record Order(Guid Id, DateTime Placed) { public DateTime? Shipped { get; init; } }

            public static class OrderTasks
            {
                [QueueTask]
                public static Task ShipAsync(Order order, DateTime due) => Task.CompletedTask;
            }
            """;
        Assert.Equal(Source.Replace("DateTime", "DateTimeOffset", StringComparison.Ordinal), await FixedProgram.Everywhere(new UseDateTimeOffsetFix(), Source));
    }

    [Fact]
    public async Task Every_class_with_a_task_called_Run_becomes_partial_with_the_classes_around_it()
    {
        const string Source =
            """
            /// <summary>Sends it.</summary>
            public static class SendReceipt
            {
                [QueueTask]
                public static Task RunAsync(Guid orderId) => Task.CompletedTask;
            }

            // Comments stay where they are.
            class Orders
            {
                internal static class Ship
                {
                    [QueueTask]
                    public static void Run(Guid orderId) { }
                }

                static class Pack
                {
                    [QueueTask]
                    internal static void Run(Guid orderId) { }
                }
            }
            """;
        var partial = Source
            .Replace("static class", "static partial class", StringComparison.Ordinal)
            .Replace("class Orders", "partial class Orders", StringComparison.Ordinal);
        Assert.Equal(partial, await FixedProgram.Everywhere(new MakePartialFix(), Source));
    }

    [Fact]
    public async Task A_class_whose_task_is_enqueued_as_Run_is_not_made_partial() => Assert.Null(await FixedProgram.Once(
        new MakePartialFix(),
        "public static class SendReceipt { [QueueTask] public static void Run(Guid orderId) { } } public static class Caller { public static ValueTask<JobHandle> SendAsync(Guid id) => global::Run.EnqueueAsync(id); }"));

    [Fact]
    public async Task All_secrets_of_a_file_are_marked()
    {
        const string Source =
            """
            public sealed record Login(string Name, string Password) { public string? Token { get; init; } }

            public static class AccountTasks
            {
                [QueueTask]
                public static Task CreateAsync(Login login, string apiKey) => Task.CompletedTask;
            }
            """;
        var marked = Source
            .Replace("string Password", "[Sensitive] string Password", StringComparison.Ordinal)
            .Replace("public string? Token", "[Sensitive] public string? Token", StringComparison.Ordinal)
            .Replace("string apiKey", "[Sensitive] string apiKey", StringComparison.Ordinal);
        Assert.Equal(marked, await FixedProgram.Everywhere(new AddSensitiveFix(), Source));
    }

    [Theory]
    [InlineData("IEnumerable<string> values", "List<string> values")]
    [InlineData("IList<int> values", "List<int> values")]
    [InlineData("Dictionary<string, ISet<int>> values", "Dictionary<string, HashSet<int>> values")]
    [InlineData("IDictionary<string, int>? values", "Dictionary<string, int>? values")]
    [InlineData("Stack<int> values", "List<int> values")]
    [InlineData("System.Collections.Frozen.FrozenSet<int> values", "HashSet<int> values")]
    public Task A_collection_becomes_what_the_worker_gets(string before, string after) => Becomes(new TakeConcreteCollectionFix(), Task(before), before, after);

    [Fact]
    public async Task All_collections_of_a_file_become_what_the_worker_gets()
    {
        var source = Task("IList<int> values, ISet<string> names");
        Assert.Equal(source.Replace("IList", "List", StringComparison.Ordinal).Replace("ISet", "HashSet", StringComparison.Ordinal), await FixedProgram.Everywhere(new TakeConcreteCollectionFix(), source));
    }

    [Theory]
    [InlineData("int value", "int value, CancellationToken cancellationToken")]
    [InlineData("", "CancellationToken cancellationToken")]
    [InlineData("int value = 1", "int value = 1, CancellationToken cancellationToken = default")]
    [InlineData("params int[] values", "CancellationToken cancellationToken, params int[] values")]
    public Task A_task_gets_a_token(string before, string after) => Becomes(
        new AddCancellationTokenFix(), $"public static class Tasks {{ [QueueTask] public static async Task WorkAsync({before}) => await Task.Yield(); }}", $"WorkAsync({before})", $"WorkAsync({after})");

    [Fact]
    public Task Where_the_method_is_called_the_token_gets_a_default() => Becomes(
        new AddCancellationTokenFix(),
        "public static class Tasks { [QueueTask] public static async Task WorkAsync(int value) => await Task.Yield(); public static Task NowAsync() => WorkAsync(1); }",
        "WorkAsync(int value)",
        "WorkAsync(int value, CancellationToken cancellationToken = default)");

    [Theory]
    [InlineData("await ReceiptTasks.SendReceiptAsync(id, \"en\", services, default);", "await SendReceipt.EnqueueAsync(id, \"en\", cancellationToken: default);")]
    [InlineData("await ReceiptTasks.SendReceiptAsync(id, services: services, language: \"en\", stop: stop);", "await SendReceipt.EnqueueAsync(id, language: \"en\", cancellationToken: stop);")]
    public Task A_direct_call_becomes_the_stub_s(string before, string after) => Becomes(new CallStubFix(), Program(before), before, after);

    [Fact]
    public async Task All_direct_calls_become_the_stub_s()
    {
        var fixedSource = await FixedProgram.Everywhere(new CallStubFix(), Program("await ReceiptTasks.SendReceiptAsync(id, \"en\", services, stop); await ReceiptTasks.SendReceiptAsync(id, \"nl\", services, stop);"));
        Assert.Contains("await SendReceipt.EnqueueAsync(id, \"en\", cancellationToken: stop); await SendReceipt.EnqueueAsync(id, \"nl\", cancellationToken: stop);", fixedSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_task_is_passed_on_is_left_alone()
        => Assert.Null(await FixedProgram.Once(new CallStubFix(), Program("var task = ReceiptTasks.SendReceiptAsync(id, \"en\", services, stop); await task;")));

    [Theory]
    [InlineData("SendReceipt.EnqueueAsync(id, \"en\")", "SendReceipt.EnqueueAsync(transaction, id, \"en\")")]
    [InlineData("SendReceipt.EnqueueAsync(client, id, \"en\")", "SendReceipt.EnqueueAsync(client.In(transaction), id, \"en\")")]
    [InlineData("client.EnqueueManyAsync([])", "client.In(transaction).EnqueueManyAsync([])")]
    public Task The_transaction_is_passed(string before, string after)
        => Becomes(new PassTransactionFix(), Program($"await using var transaction = await connection.BeginTransactionAsync(stop); await {before}; await transaction.CommitAsync(stop);"), before, after);

    [Fact]
    public async Task The_transaction_is_passed_to_all_calls()
    {
        var fixedSource = await FixedProgram.Everywhere(new PassTransactionFix(), Program(
            "await using var transaction = await connection.BeginTransactionAsync(stop); await SendReceipt.EnqueueAsync(id, \"en\"); await SendReceipt.EnqueueAsync(id, \"nl\"); await transaction.CommitAsync(stop);"));
        Assert.Contains("await SendReceipt.EnqueueAsync(transaction, id, \"en\"); await SendReceipt.EnqueueAsync(transaction, id, \"nl\");", fixedSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_stub_names_get_names_of_their_own()
    {
        const string Source =
            """
            public static class A { [QueueTask] public static Task SendAsync(int value) => Task.CompletedTask; }

            public static class B { [QueueTask(Queue = "b")] public static Task SendAsync(int value) => Task.CompletedTask; }

            public static class C { [QueueTask] public static Task SendAsync(int value) => Task.CompletedTask; }
            """;
        var fixedSource = await FixedProgram.Everywhere(new SetStubNameFix(), Source);
        Assert.Contains("class B { [QueueTask(Queue = \"b\", StubName = \"SendJob", fixedSource, StringComparison.Ordinal);
        Assert.Contains("class C { [QueueTask(StubName = \"SendJob", fixedSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(double Latitude, double Longitude) place", "Place place", "public sealed record Place(double Latitude, double Longitude);")]
    [InlineData("List<(int, string)> places", "List<Places> places", "public sealed record Places(int Item1, string Item2);")]
    public async Task A_tuple_becomes_a_record(string before, string after, string record)
    {
        var fixedSource = await FixedProgram.Once(new ExtractRecordFix(), Task(before));
        Assert.Equal(Task(after) + "\n\n" + record, fixedSource?.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task All_tuples_become_records()
    {
        var fixedSource = await FixedProgram.Everywhere(new ExtractRecordFix(), Task("(int X, int Y) from, (int X, int Y) to"));
        Assert.Contains("From from, To to", fixedSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public void Close() { client.EnqueueManyAsync([]); }", "public async Task Close() { await client.EnqueueManyAsync([]); }")]
    [InlineData("public void Close() => client.EnqueueManyAsync([]);", "public async Task Close() => await client.EnqueueManyAsync([]);")]
    [InlineData("public void Close() { client.EnqueueManyAsync([]); client.EnqueueManyAsync([]); }", "public async Task Close() { await client.EnqueueManyAsync([]); await client.EnqueueManyAsync([]); }")]
    public async Task Calls_are_awaited(string before, string after)
    {
        var source = $"public sealed class Shop(ITaskClient client) {{ {before} }}";
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), await FixedProgram.Everywhere(new AwaitEnqueueFix(), source));
    }

    [Fact]
    public async Task A_method_of_an_interface_is_not_made_async() => Assert.Null(await FixedProgram.Once(
        new AwaitEnqueueFix(),
        "public sealed class Shop(ITaskClient client) : IDisposable { public void Dispose() { client.EnqueueManyAsync([]); } }"));

    private static string Task(string parameters, string body = "=> Task.CompletedTask;")
        => $"public static class Tasks\n{{\n    [QueueTask]\n    public static Task WorkAsync({parameters}) {body}\n}}";

    private static string Program(string body) =>
        $$"""
        public sealed class Shop(ITaskClient client, System.Data.Common.DbConnection connection, IServiceProvider services)
        {
            public object[] Parts => [client, connection, services];

            public async Task CloseAsync(Guid id, CancellationToken stop)
            {
                {{body}}
            }
        }

        {{Receipts}}
        """;

    private static async Task Becomes(CodeFixProvider fix, string source, string before, string after)
    {
        Assert.Contains(before, source, StringComparison.Ordinal);
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), await FixedProgram.Once(fix, source));
    }
}
