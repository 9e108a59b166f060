using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Reading jobs for people.</summary>
public abstract class ReaderConformance : StorageConformance
{
    [Fact]
    public async Task An_unknown_job_is_not_found()
        => Assert.Null(await Storage.Reader.FindAsync(4_711, Token));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task No_number_that_no_job_has_confuses_anybody(long id)
    {
        await EnqueueAsync(AJob());

        Assert.Null(await Storage.Reader.FindAsync(id, Token));
        Assert.False(await Storage.Control.CancelAsync(id, "nobody asked", Token));
        Assert.Equal(RetryAnswer.NotStored, await Storage.Control.RetryAsync(id, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void A_list_of_none_or_of_too_many_is_refused(int limit)
        => Assert.Contains("from 1 to 1,000 jobs", Assert.Throws<ArgumentOutOfRangeException>(() => new JobFilter { Limit = limit }).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_list_shows_the_newest_first_whatever_their_state()
    {
        var ids = await OneOfEachAsync();

        var jobs = await Storage.Reader.ListAsync(new JobFilter(), Token);

        Assert.Equal(ids.Reverse(), jobs.Select(static job => job.Id));
        Assert.Equal(
            [JobState.Canceled, JobState.Failed, JobState.Succeeded, JobState.Running, JobState.Scheduled, JobState.Ready],
            jobs.Select(static job => job.State));
    }

    [Fact]
    public async Task A_listed_job_reads_as_a_found_one_but_for_its_errors()
    {
        var ids = await OneOfEachAsync();

        foreach (var listed in await Storage.Reader.ListAsync(new JobFilter(), Token))
        {
            Assert.Contains(listed.Id, ids);
            Assert.Equal(await FindAsync(listed.Id) with { Errors = listed.Errors }, listed);
        }
    }

    [Theory]
    [InlineData(JobState.Ready)]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Running)]
    [InlineData(JobState.Succeeded)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Canceled)]
    public async Task The_list_can_be_of_one_state(JobState state)
    {
        await OneOfEachAsync();

        var job = Assert.Single(await Storage.Reader.ListAsync(new JobFilter { State = state }, Token));

        Assert.Equal(state, job.State);
    }

    [Fact]
    public async Task The_list_can_be_of_one_queue_and_one_task()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Queue = "a", TaskName = "X" },
            AJob() with { Queue = "a", TaskName = "Y" },
            AJob() with { Queue = "b", TaskName = "X" });

        Assert.Equal([ids[1], ids[0]], await ListIdsAsync(new JobFilter { Queue = "a" }));
        Assert.Equal([ids[2], ids[0]], await ListIdsAsync(new JobFilter { TaskName = "X" }));
        Assert.Equal([ids[2]], await ListIdsAsync(new JobFilter { TaskName = "X", Queue = "b" }));
        Assert.Empty(await ListIdsAsync(new JobFilter { Queue = "unheard-of" }));
        Assert.Empty(await ListIdsAsync(new JobFilter { TaskName = "unheard-of" }));
    }

    [Fact]
    public async Task Pages_show_each_job_once()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 25).Select(static _ => AJob())]);
        var claimed = await ClaimAsync(await RegisterAsync(), 12);
        await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Succeeded))]);

        var seen = new List<long>();
        for (long? before = null; seen.Count < 25; before = seen[^1])
        {
            var page = await ListIdsAsync(new JobFilter { Before = before, Limit = 10 });
            Assert.InRange(page.Count, 1, 10);
            seen.AddRange(page);
        }

        Assert.Equal(ids.Reverse(), seen);
        Assert.Empty(await ListIdsAsync(new JobFilter { Before = seen[^1], Limit = 10 }));
    }

    [Fact]
    public async Task Jobs_are_counted_by_queue_and_state()
    {
        await OneOfEachAsync();
        await EnqueueAllAsync(AJob() with { Queue = "email" }, AJob() with { Queue = "email" });

        var counts = await Storage.Reader.CountAsync(Token);

        Assert.Equal(
            [
                new JobCount("default", JobState.Scheduled, 1),
                new JobCount("default", JobState.Ready, 1),
                new JobCount("default", JobState.Running, 1),
                new JobCount("default", JobState.Succeeded, 1),
                new JobCount("default", JobState.Failed, 1),
                new JobCount("default", JobState.Canceled, 1),
                new JobCount("email", JobState.Ready, 2),
            ],
            counts.OrderBy(static count => count.Queue, StringComparer.Ordinal).ThenBy(static count => count.State));
    }

    [Fact]
    public async Task An_empty_database_counts_nothing()
        => Assert.Empty(await Storage.Reader.CountAsync(Token));

    [Fact]
    public async Task Jobs_that_have_not_ended_are_counted_by_contract()
    {
        await OneOfEachAsync();
        await EnqueueAllAsync(
            AJob() with { TaskName = "Shop.B", Version = 2 },
            AJob() with { TaskName = "Shop.B", Version = 2, Delay = TimeSpan.FromHours(1) },
            AJob() with { TaskName = "Shop.B" },
            AJob() with { TaskName = "Shop.A", Version = 3 });

        var counts = await Storage.Reader.CountContractsAsync(Token);

        Assert.Equal(
            [(new TaskContract("Shop.A", 3), 1L), (new TaskContract("Shop.B", 1), 1L), (new TaskContract("Shop.B", 2), 2L), (new TaskContract(AJob().TaskName, AJob().Version), 3L)],
            counts.Select(static count => (count.Contract, count.Count)));
    }

    [Fact]
    public async Task The_oldest_job_of_a_contract_is_told()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var oldest = (await FindAsync(ids[0])).EnqueuedAt;

        Assert.Equal(oldest, Assert.Single(await Storage.Reader.CountContractsAsync(Token)).OldestEnqueuedAt);
    }

    [Fact]
    public async Task Parked_jobs_are_counted_by_contract()
    {
        await EnqueueAllAsync(AJob());
        var claimed = Assert.Single(await ClaimAsync(await RegisterAsync(), 1));
        await FinishAsync(Ended(claimed, OutcomeKind.Parked));

        Assert.Equal(1, Assert.Single(await Storage.Reader.CountContractsAsync(Token)).Count);
    }

    private async Task<List<long>> ListIdsAsync(JobFilter filter)
        => [.. (await Storage.Reader.ListAsync(filter, Token)).Select(static job => job.Id)];

    /// <summary>In the order of their numbers: ready, scheduled, running, succeeded, failed, canceled.</summary>
    private async Task<long[]> OneOfEachAsync()
    {
        var ids = await EnqueueAllAsync(
            AJob(),
            AJob() with { Delay = TimeSpan.FromHours(1) },
            AJob() with { Priority = 1 },
            AJob() with { Priority = 1, ExpectedWithin = TimeSpan.FromHours(1) },
            AJob() with { Priority = 1 },
            AJob() with { Priority = 1 });
        var claimed = (await ClaimAsync(await RegisterAsync(), 4)).OrderBy(static job => job.AttemptId.JobId).ToList();
        await FinishAsync(
            Ended(claimed[1], OutcomeKind.Succeeded) with { Result = "1"u8.ToArray() },
            Ended(claimed[2], OutcomeKind.Failed) with { Reason = "r", Error = AnError(claimed[2]) },
            Ended(claimed[3], OutcomeKind.Canceled) with { Reason = "r" });
        return ids;
    }
}
