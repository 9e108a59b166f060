namespace TypedTasks.CodeFixes.Tests;

public sealed class MoveCancellationTokenFixTests
{
    [Theory]
    [InlineData("public sealed record Shipment(Guid OrderId, CancellationToken Stop);", "public sealed record Shipment(Guid OrderId);")]
    [InlineData("public sealed record Shipment(CancellationToken Stop, Guid OrderId);", "public sealed record Shipment(Guid OrderId);")]
    [InlineData("public sealed record Shipment(CancellationToken Stop);", "public sealed record Shipment();")]
    [InlineData(
        "public sealed class Shipment\n{\n    public Guid OrderId { get; set; }\n\n    public CancellationToken Stop { get; set; }\n}",
        "public sealed class Shipment\n{\n    public Guid OrderId { get; set; }\n}")]
    public Task The_token_becomes_a_parameter_and_is_used_from_there(string before, string after) => BecomesAsync(
        before + Task("Shipment shipment", "Task.Delay(1, shipment.Stop)"),
        after + Task("Shipment shipment, CancellationToken cancellationToken", "Task.Delay(1, cancellationToken)"));

    [Fact]
    public Task A_token_that_the_task_takes_already_is_used() => BecomesAsync(
        "public sealed record Shipment(Guid OrderId, CancellationToken Stop);" + Task("Shipment shipment, CancellationToken stop", "Task.Delay(1, shipment.Stop)"),
        "public sealed record Shipment(Guid OrderId);" + Task("Shipment shipment, CancellationToken stop", "Task.Delay(1, stop)"));

    [Fact]
    public async Task The_payload_type_may_stand_in_another_file()
    {
        var (program, other) = await FixedProgram.OnceInTwoFiles(
            new MoveCancellationTokenFix(),
            Task("Shipment shipment", "Task.Delay(1, shipment.Stop)"),
            "public sealed record Shipment(Guid OrderId, CancellationToken Stop);\n");

        Assert.Equal(Task("Shipment shipment, CancellationToken cancellationToken", "Task.Delay(1, cancellationToken)"), program);
        Assert.Equal("public sealed record Shipment(Guid OrderId);\n", other);
    }

    [Fact]
    public async Task Where_other_code_makes_the_value_it_is_left_alone()
        => Assert.Null(await FixedProgram.Once(
            new MoveCancellationTokenFix(),
            "public sealed record Shipment(Guid OrderId, CancellationToken Stop) { public static Shipment Of(Guid id) => new(id, default); }" + Task("Shipment shipment", "Task.CompletedTask")));

    [Fact]
    public async Task Every_token_of_a_file_is_moved()
    {
        const string Shipment = "public sealed record Shipment(Guid OrderId, CancellationToken Stop);";
        const string Order = "public sealed record Order(Guid OrderId, CancellationToken Stop);";
        var source = Shipment + Order + Task("Shipment shipment", "Task.CompletedTask") + Task("Order order", "Task.CompletedTask", "Order");

        var changed = await FixedProgram.Everywhere(new MoveCancellationTokenFix(), source);

        Assert.Equal(
            source.Replace(", CancellationToken Stop", "", StringComparison.Ordinal)
                .Replace("Shipment shipment", "Shipment shipment, CancellationToken cancellationToken", StringComparison.Ordinal)
                .Replace("Order order", "Order order, CancellationToken cancellationToken", StringComparison.Ordinal),
            changed);
    }

    private static async Task BecomesAsync(string before, string after)
    {
        Assert.Equal(after, await FixedProgram.Once(new MoveCancellationTokenFix(), before));
        Assert.Equal(after, await FixedProgram.Everywhere(new MoveCancellationTokenFix(), before));
    }

    private static string Task(string parameters, string body, string name = "Ship")
        => $$"""


            public static class {{name}}Tasks
            {
                [QueueTask]
                public static Task {{name}}Async({{parameters}}) => {{body}};
            }
            """;
}
