namespace TypedTasks.Sqlite.Tests;

/// <summary>The file is put back to an older copy of itself under a process that goes on.</summary>
public sealed class LostNamesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_bear_the_names_they_were_given_whoever_used_new_names_first()
    {
        await using var fixture = new SqliteFixture();
        var (storage, other) = (await fixture.OpenAsync(), await fixture.OpenAsync());
        await storage.Migrator.MigrateAsync(Token);
        var job = TestJobs.AJob() with { Queue = "email", TaskName = "Shop.SendMail" };
        await storage.Jobs.EnqueueAsync([job], null, Token);
        await fixture.ExecuteAsync("delete from typed_tasks_job; delete from typed_tasks_queue; delete from typed_tasks_contract;");
        await other.Jobs.EnqueueAsync([TestJobs.AJob() with { Queue = "reports", TaskName = "Shop.PrintReport" }], null, Token);

        var enqueued = await storage.Jobs.EnqueueAsync([job], null, Token);

        var stored = await other.Reader.FindAsync(enqueued[0].Id, Token);
        Assert.Equal(("email", "Shop.SendMail"), (stored?.Queue, stored?.TaskName));
    }
}
