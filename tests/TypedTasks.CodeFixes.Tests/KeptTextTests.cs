namespace TypedTasks.CodeFixes.Tests;

/// <summary>What fixes must not drop: arguments, comments, attributes.</summary>
public sealed class KeptTextTests
{
    [Theory]
    [InlineData("public int Size { get; /* read */ private set; /* written here */ }", "public int Size { get; /* read */ set; /* written here */ }")]
    [InlineData("public int Size { get; [Obsolete] private set; }", "public int Size { get; [Obsolete] set; }")]
    [InlineData("public int Size\n    {\n        get; // read\n        // written here\n        private set; // only\n    }", "public int Size\n    {\n        get; // read\n        // written here\n        set; // only\n    }")]
    [InlineData("public int Size\n    {\n        get; // read\n    }", "public int Size\n    {\n        get; // read\n        init;\n    }")]
    public async Task Accessors_keep_what_stands_around_them(string before, string after)
    {
        var source = $"public sealed class Box\n{{\n    {before}\n}}\n\npublic static class Tasks {{ [QueueTask] public static Task ShipAsync(Box box) => Task.CompletedTask; }}\n";
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), await FixedProgram.Once(new AddInitAccessorFix(), source));
    }

    [Theory]
    [InlineData("1, stop, 4, 5", "1, cancellationToken: stop, sizes: [4, 5]")]
    [InlineData("1, stop, new[] { 4 }", "1, cancellationToken: stop, sizes: new[] { 4 }")]
    [InlineData("1, stop", "1, cancellationToken: stop")]
    [InlineData("\n    1, // the first\n    stop /* when closing */, 4", "\n    1, // the first\n    cancellationToken: stop /* when closing */, sizes: [4]")]
    public async Task A_call_of_the_stub_keeps_arguments_and_comments(string before, string after)
    {
        var source = $$"""
            public static class Tasks { [QueueTask] public static Task ShipAsync(int order, CancellationToken stop, params int[] sizes) => Task.CompletedTask; }
            public static class Shop { public static async Task CloseAsync(CancellationToken stop) => await Tasks.ShipAsync({{before}}); }
            """;
        Assert.Equal(source.Replace($"Tasks.ShipAsync({before})", $"Ship.EnqueueAsync({after})", StringComparison.Ordinal), await FixedProgram.Once(new CallStubFix(), source));
    }

    [Fact]
    public async Task A_comment_behind_an_argument_that_becomes_the_last_one_stays()
    {
        const string Source =
            "public static class Tasks { [QueueTask] public static Task ShipAsync(int order, [FromServices] IServiceProvider services) => Task.CompletedTask; } "
            + "public static class Shop { public static async Task CloseAsync(IServiceProvider services) => await Tasks.ShipAsync(1, // the first\n services); }";
        Assert.Contains("Ship.EnqueueAsync(1 // the first\n)", await FixedProgram.Once(new CallStubFix(), Source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_behind_the_class_is_not_repeated_behind_the_record()
    {
        const string Source = "public static class Tasks { [QueueTask] public static Task ShipAsync((int X, int Y) place) => Task.CompletedTask; } // tasks\n";
        Assert.Equal(Source.Replace("(int X, int Y)", "Place", StringComparison.Ordinal) + "\n\npublic sealed record Place(int X, int Y);\n", await FixedProgram.Once(new ExtractRecordFix(), Source));
    }

    [Fact]
    public async Task A_method_is_not_renamed_to_one_that_is_there() => Assert.Null(await FixedProgram.Once(
        new AddAsyncSuffixFix(),
        "public static class Tasks { [QueueTask] public static Task Ship(int order) => Task.CompletedTask; public static Task ShipAsync(int order) => Task.CompletedTask; }"));
}
