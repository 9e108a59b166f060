using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes.Tests;

/// <summary>Fixes in one file of a program whose other files must still compile.</summary>
public sealed class FixesBesideOtherFilesTests
{
    public static TheoryData<CodeFixProvider, string, string> Breaking => new()
    {
        {
            new UseDateTimeOffsetFix(),
            "public sealed record Order(DateTime Placed); public static class Tasks { [QueueTask] public static Task ShipAsync(Order order) => Task.CompletedTask; }",
            "public static class Orders { public static DateTime PlacedOf(Order order) => order.Placed; }"
        },
        {
            new TakeConcreteCollectionFix(),
            "public static class Tasks { [QueueTask] public static Task ShipAsync(ISet<int> orders) => Task.CompletedTask; }",
            "public static class Orders { public static NewJob Shipping(ISet<int> orders) => Ship.Job(orders); }"
        },
        {
            new MakeStaticFix(),
            "public class Tasks { [QueueTask] public Task ShipAsync(int order) => Task.CompletedTask; }",
            "public static class Orders { public static Task ShipAsync(Tasks tasks) => tasks.ShipAsync(1); }"
        },
        {
            new ReturnTaskFix(),
            "public static class Tasks { [QueueTask] public static async void ShipAsync(int order) => await Task.Yield(); }",
            "public static class Orders { public static readonly Action<int> Ship = Tasks.ShipAsync; }"
        },
        {
            new AwaitEnqueueFix(),
            "public static class Shop { public static void Close(ITaskClient client) { client.EnqueueManyAsync([]); } }",
            "public static class Evening { public static readonly Action<ITaskClient> Close = Shop.Close; }"
        },
    };

    [Theory]
    [MemberData(nameof(Breaking), DisableDiscoveryEnumeration = true)]
    public async Task What_another_file_would_not_compile_with_is_not_offered(CodeFixProvider fix, string source, string other)
    {
        Assert.False(await FixedProgram.IsOfferedBeside(fix, source, other));
        Assert.True(await FixedProgram.IsOfferedBeside(fix, source, ""));
    }

    [Fact]
    public async Task A_CancellationToken_gets_a_default_where_another_file_calls_the_method_without_one()
    {
        var (program, _) = await FixedProgram.OnceInTwoFiles(
            new AddCancellationTokenFix(),
            "public static class Tasks { [QueueTask] public static async Task ShipAsync(int order) => await Task.Yield(); }",
            "public static class Orders { public static Func<Task> One => () => Tasks.ShipAsync(1); }");
        Assert.Contains("ShipAsync(int order, CancellationToken cancellationToken = default)", program, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tuples_in_two_files_become_records_of_different_names()
    {
        var (program, other) = await FixedProgram.EverywhereInTwoFiles(
            new ExtractRecordFix(),
            "namespace Shop; public static class Tasks { [QueueTask] public static Task ShipAsync((int X, int Y) place) => Task.CompletedTask; }",
            "namespace Shop; public static class Others { [QueueTask] public static Task PackAsync((int X, int Y) place) => Task.CompletedTask; }");
        Assert.Contains("ShipAsync(Place place)", program, StringComparison.Ordinal);
        Assert.Contains("PackAsync(Place2 place)", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_classes_in_two_files_get_different_names()
    {
        var (program, other) = await FixedProgram.EverywhereInTwoFiles(
            new SetStubNameFix(),
            "public sealed class Ship; public static class Tasks { [QueueTask] public static Task ShipAsync(int order) => Task.CompletedTask; }",
            "public static class Others { [QueueTask] public static Task ShipAsync(string order) => Task.CompletedTask; }");
        Assert.Contains("StubName = \"ShipJob\"", program, StringComparison.Ordinal);
        Assert.Contains("StubName = \"ShipJob2\"", other, StringComparison.Ordinal);
    }
}
