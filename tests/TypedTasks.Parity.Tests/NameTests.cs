using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Pages;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>How a stored name finds its task.</summary>
public sealed class NameTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_job_is_stored_under_the_name_its_task_was_given(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var given = await ChargeCard.EnqueueAsync(shop.Client, new Payment(1, "EUR"));
        var usual = await Note.EnqueueAsync(shop.Client, "hello");
        await shop.RunUntilIdleAsync();

        Assert.Equal("billing.charge", (await shop.FindAsync(given)).TaskName);
        Assert.Equal("TypedTasks.Parity.Tests.Shop.Note", (await shop.FindAsync(usual)).TaskName);
        Assert.Equal(2, shop.Diary.Lines.Count);
    }

    [Fact]
    public void What_is_no_task_can_not_be_enqueued()
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
        var problem = Assert.Single(ReaderProgram.Compile(Program.Replace("[QueueTask]", "", StringComparison.Ordinal)));
        Assert.StartsWith("CS0103: The name 'Greet' does not exist", problem, StringComparison.Ordinal);
    }
}
