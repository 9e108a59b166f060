using Microsoft.Data.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

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

    [Fact]
    public async Task An_attempt_of_a_lost_job_does_not_touch_the_new_job_of_its_number()
    {
        await using var fixture = new SqliteFixture();
        var storage = await fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var worker = await storage.RegisterAsync();
        await storage.Workers.InternQueuesAsync(["default"], Token);
        var copy = Path.Combine(fixture.Folder, "copy.db");
        await CopyAsync(fixture.Path, copy);
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);
        var lost = Assert.Single(await storage.ClaimAllAsync(worker)).AttemptId;

        await CopyAsync(copy, fixture.Path);
        await fixture.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);
        var given = Assert.Single(await storage.ClaimAllAsync(worker)).AttemptId;

        // By the same worker, too: job and claims would not tell them apart.
        Assert.Equal((lost.JobId, lost.Claims), (given.JobId, given.Claims));
        foreach (var kind in Enum.GetValues<OutcomeKind>()) Assert.Equal([lost], await storage.EndAsync(lost, kind));
        Assert.Equal(JobState.Running, (await storage.Reader.FindAsync(given.JobId, Token))?.State);
        Assert.Empty(await storage.EndAsync(given, OutcomeKind.Succeeded));
        Assert.Equal(CommitOutcome.Late, await storage.Transactions.ReadOutcomeAsync(lost, Token));
    }

    private static async Task CopyAsync(string from, string to)
    {
        await using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        await using var destination = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync(Token);
        await destination.OpenAsync(Token);
        source.BackupDatabase(destination);
    }
}
