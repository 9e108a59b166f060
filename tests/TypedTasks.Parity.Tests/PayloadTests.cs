using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Pages;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>What may be stored, and what is said when something can't be.</summary>
public sealed class PayloadTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task An_object_comes_back_whole_and_its_method_is_called(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var drawing = new Drawing("House")
        {
            Layers = new() { ["front"] = [new Circle(3), new Line(1, 2)], ["back"] = [] },
            Thumbnail = [1, 2, 3],
        };

        await DescribeDrawing.EnqueueAsync(shop.Client, drawing);
        await shop.RunUntilIdleAsync();

        Assert.Equal(["House: Circle { Radius = 3 }, Line { From = 1, To = 2 } (3 bytes)"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_type_is_encoded_and_decoded_by_the_application_s_own_code(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var job = await Measure.EnqueueAsync(shop.Client, new Celsius(21.5));
        await shop.RunUntilIdleAsync();

        Assert.Equal("""{"temperature":"21.5 C"}""", (await shop.FindAsync(job)).Payload);
        Assert.Equal(["21.5 degrees"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task What_only_the_value_breaks_fails_at_enqueue_and_stores_nothing(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(() => Plot.EnqueueAsync(shop.Client, double.NaN).AsTask());
        Assert.Equal("$.value", problem.Path);

        await Plot.EnqueueAsync(shop.Client, 2);
        await shop.RunUntilIdleAsync();
        Assert.Equal(["plotted 2"], shop.Diary.Lines);
    }

    [Theory]
    [InlineData("object options", "TT2002")]
    [InlineData("IEnumerable<IMailer> mailers", "TT2001")]
    [InlineData("Action done", "TT2004")]
    [InlineData("Type type", "TT2005")]
    [InlineData("int[,] grid", "TT2007")]
    [InlineData("(int, int) pair", "TT2009")]
    [InlineData("Exception problem", "TT2010")]
    public void What_JSON_would_lose_does_not_compile(string parameter, string expected)
        => Assert.Contains(Compile($"[QueueTask] public static void Keep({parameter}) {{ }}"), problem => problem.StartsWith(expected + ":", StringComparison.Ordinal));

    [Fact]
    public void Where_an_object_of_the_program_stands_an_identifier_is_advised()
    {
        var stream = Assert.Single(Compile("[QueueTask] public static void Import(FileStream file) { }"));
        var service = Assert.Single(Compile("[QueueTask] public static void Send(IMailer mailer) { }"));

        Assert.StartsWith("TT2003:", stream, StringComparison.Ordinal);
        Assert.Contains("Pass what is needed of it", stream, StringComparison.Ordinal);
        Assert.Contains("[FromServices]", service, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_method_is_refused_and_a_service_or_a_payload_takes_the_place_of_its_object()
    {
        var problem = Assert.Single(ReaderProgram.Compile("public sealed class Bell(int tone) { [QueueTask] public Task RingAsync() => Console.Out.WriteLineAsync($\"{tone}\"); }"));

        Assert.StartsWith("TT1001:", problem, StringComparison.Ordinal);
        Assert.Empty(ReaderProgram.Compile(
            """
            await Ring.EnqueueAsync(new Bell(440));

            public sealed record Bell(int Tone)
            {
                public Task RingAsync(IMailer mailer) => mailer.SendReceiptAsync(Guid.Empty, $"{Tone}", default);
            }

            public static class BellTasks
            {
                [QueueTask]
                public static Task RingAsync(Bell bell, [FromServices] IMailer mailer) => bell.RingAsync(mailer);
            }
            """));
    }

    [Fact]
    public void The_program_s_own_file_may_declare_tasks_and_its_local_functions_may_not_be_some()
    {
        const string Program =
            """
            await Greet.EnqueueAsync("Ann");

            public static class Greetings
            {
                [QueueTask]
                public static Task GreetAsync(string name) => Console.Out.WriteLineAsync(name);
            }
            """;

        Assert.Empty(ReaderProgram.Compile(Program));
        var problem = Assert.Single(ReaderProgram.Compile("Greet(); [QueueTask] static void Greet() => Console.WriteLine();"));
        Assert.StartsWith("TT1014:", problem, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Compile(string task) => ReaderProgram.Compile($"public static class Trial {{ {task} }}");
}
