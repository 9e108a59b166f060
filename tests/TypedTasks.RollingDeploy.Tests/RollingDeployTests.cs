extern alias After;
extern alias Before;

using TypedTasks.EndToEnd.Tests;
using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.RollingDeploy.Tests;

/// <summary>Two builds of one program on one database: nothing fails, nothing is lost, and each build runs only what it understands.</summary>
public abstract class RollingDeployTests(DatabaseKind kind)
{
    private readonly CancellationToken limit = TimeLimit.Create();

    [Fact]
    public async Task The_new_build_runs_what_the_old_one_left_queued()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        var jobs = await before.EnqueueAsync([1], limit);
        await using var after = new BuildHost(database, Build.After);
        await after.StartAsync(limit);

        await FinishAsync(jobs);

        Assert.Equal(
            ["after: count 1 3", "after: mail 1 1 Quay Street", "after: order 1, no remark", "after: parcel 1 mug,tea in a bag", "after: receipt 1 en x1"],
            after.Journal.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_result_of_an_upgraded_job_comes_back_to_the_old_build()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        var job = await Before::Shop.SendReceipt.EnqueueAsync(before.Client, 7, "fr", cancellationToken: limit);
        await using var after = new BuildHost(database, Build.After);
        await after.StartAsync(limit);

        Assert.Equal("7 fr", await job.WaitAsync(limit));
    }

    [Fact]
    public async Task The_old_build_leaves_new_jobs_to_the_new_one()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        await before.StartAsync(limit);
        await using var after = new BuildHost(database, Build.After);
        var jobs = await after.EnqueueAsync([1, 2, 3], limit);
        var last = await Before::Shop.Note.EnqueueAsync(before.Client, "last", new EnqueueOptions { Priority = -1 }, limit);
        await last.WaitAsync(limit); // so the old worker has met everything before it

        await using var storage = database.OpenStorage();
        var left = await ContractCheck.FindUnknownAsync(storage, ContractCheck.ContractsOf(Build.Before.Manifest), limit);
        Assert.Equal(["Shop.Count v2", "Shop.Pack v2", "Shop.Praise", "Shop.SendMail v2", "Shop.SendReceipt v3"], left.Select(count => count.Contract.ToString()).Order(StringComparer.Ordinal));
        Assert.All(left, count => Assert.Equal(3, count.Count));
        Assert.Empty(await ContractCheck.FindUnknownAsync(storage, ContractCheck.ContractsOf(Build.After.Manifest), limit));

        await after.StartAsync(limit);
        await FinishAsync(jobs);
        Assert.Equal(["before: last", "before: order 1", "before: order 2", "before: order 3"], before.Journal.Order(StringComparer.Ordinal));
        Assert.Equal(15, after.Journal.Count);
    }

    [Fact]
    public async Task Both_builds_run_side_by_side_and_every_job_runs_once()
    {
        const int Orders = 40;
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        await using var after = new BuildHost(database, Build.After);
        var jobs = new List<JobHandle>(await before.EnqueueAsync(Enumerable.Range(0, Orders), limit));
        await before.StartAsync(limit);
        await after.StartAsync(limit);
        for (var wave = 1; wave <= 4; wave++)
        {
            jobs.AddRange(await after.EnqueueAsync(Enumerable.Range(wave * 1_000, Orders / 4), limit));
            jobs.AddRange(await before.EnqueueAsync(Enumerable.Range(wave * 1_000 + 500, Orders / 4), limit));
        }

        await FinishAsync(jobs);

        var entries = before.Journal.Concat(after.Journal).Select(entry => entry.Split(": ", 2)[1].Split(", ")[0].Split(" in ")[0]).ToList();
        Assert.Equal(jobs.Count, entries.Count);
        Assert.All(before.Journal, entry => Assert.False(entry.Contains("nl", StringComparison.Ordinal) || entry.Contains("Hill", StringComparison.Ordinal) || entry.Contains("5000000000", StringComparison.Ordinal), entry));
        await using var storage = database.OpenStorage();
        Assert.All(await storage.Reader.CountAsync(limit), count => Assert.Equal(JobState.Succeeded, count.State));
    }

    // Before, the code was secret; after, the greeting is.
    [Fact]
    public async Task A_secret_result_of_the_old_build_stays_secret_and_is_read_by_the_new_one()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        await using var after = new BuildHost(database, Build.After);
        var id = Guid.NewGuid();
        var job = await Before::Shop.Invite.EnqueueAsync(before.Client, 7, new EnqueueOptions { Id = id }, limit);
        await before.StartAsync(limit);
        await job.WaitAsync(limit);

        var again = await After::Shop.Invite.EnqueueAsync(after.Client, 7, new EnqueueOptions { Id = id }, limit);

        Assert.True(again.AlreadyEnqueued);
        Assert.Equal(new After::Shop.Login("s3cret", "welcome"), await again.WaitAsync(limit));
        Assert.Equal("""{"Code":"[sensitive]","Greeting":"[sensitive]"}""", (await after.Client.FindAsync(job.Id, limit))?.Result);
        Assert.DoesNotContain("s3cret", await database.DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_result_of_an_old_job_that_the_new_build_ran_stays_secret_and_is_read_by_it()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = new BuildHost(database, Build.Before);
        await using var after = new BuildHost(database, Build.After);
        var id = Guid.NewGuid();
        var job = await Before::Shop.Invite.EnqueueAsync(before.Client, 7, new EnqueueOptions { Id = id }, limit);
        await after.StartAsync(limit);

        var again = await After::Shop.Invite.EnqueueAsync(after.Client, 7, new EnqueueOptions { Id = id }, limit);

        Assert.Equal(new After::Shop.Login("guest", "s3cret"), await again.WaitAsync(limit));
        Assert.Equal(new Before::Shop.Login("guest", "s3cret"), await job.WaitAsync(limit)); // who knew of no secret there
        Assert.Equal("""{"Code":"[sensitive]","Greeting":"[sensitive]"}""", (await after.Client.FindAsync(job.Id, limit))?.Result);
        Assert.DoesNotContain("s3cret", await database.DumpAsync(), StringComparison.Ordinal);
    }

    private async Task FinishAsync(IEnumerable<JobHandle> jobs)
    {
        foreach (var job in jobs) await job.WaitAsync(limit);
    }
}
