using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Enqueues repeated under the caller's own id.</summary>
public abstract class EnqueueIdConformance : StorageConformance
{
    private readonly JobToStore _job = AJob() with { EnqueueId = Guid.NewGuid() };

    [Fact]
    public async Task The_first_enqueue_is_stored()
    {
        var first = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        Assert.False(first[0].AlreadyEnqueued);
        Assert.Equal(JobState.Ready, await StateAsync(first[0].Id));
    }

    [Fact]
    public async Task A_repeat_returns_the_first_job()
    {
        var first = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        var repeat = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        Assert.Equal(new EnqueuedJob(first[0].Id, AlreadyEnqueued: true), repeat[0]);
        Assert.Equal(1, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_repeat_is_known_in_another_process()
    {
        var first = await Storage.Jobs.EnqueueAsync([_job], null, Token);
        var other = await Fixture.OpenAsync();

        var repeat = await other.Jobs.EnqueueAsync([_job], null, Token);

        Assert.Equal(new EnqueuedJob(first[0].Id, AlreadyEnqueued: true), repeat[0]);
    }

    [Fact]
    public async Task A_repeat_is_known_while_the_job_runs()
    {
        var id = await EnqueueAsync(_job);
        await ClaimOneAsync(await RegisterAsync());

        var repeat = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        Assert.Equal(new EnqueuedJob(id, AlreadyEnqueued: true), repeat[0]);
    }

    [Theory]
    [InlineData(OutcomeKind.Succeeded)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Canceled)]
    public async Task A_repeat_is_known_after_the_job_has_ended(OutcomeKind kind)
    {
        var id = await EnqueueAsync(_job);
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed, kind));

        var repeat = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        Assert.Equal(new EnqueuedJob(id, AlreadyEnqueued: true), repeat[0]);
        Assert.Equal(0, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task The_id_is_free_again_once_the_job_is_pruned()
    {
        await EnqueueAsync(_job);
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Succeeded));
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));
        await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token);

        var again = await Storage.Jobs.EnqueueAsync([_job], null, Token);

        Assert.False(again[0].AlreadyEnqueued);
        Assert.Equal(JobState.Ready, await StateAsync(again[0].Id));
    }

    [Fact]
    public async Task Twice_in_one_batch_is_stored_once()
    {
        var enqueued = await Storage.Jobs.EnqueueAsync([AJob(), _job, AJob(), _job], null, Token);

        Assert.Equal([false, false, false, true], enqueued.Select(static job => job.AlreadyEnqueued));
        Assert.Equal(enqueued[1].Id, enqueued[3].Id);
        Assert.Equal(3, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task The_same_job_object_without_an_id_is_stored_each_time()
    {
        var job = AJob();

        var enqueued = await Storage.Jobs.EnqueueAsync([job, _job, job], null, Token);

        Assert.Equal(3, enqueued.Select(static stored => stored.Id).Distinct().Count());
        Assert.DoesNotContain(enqueued, static stored => stored.AlreadyEnqueued);
    }

    [Fact]
    public async Task A_repeat_among_new_jobs_keeps_the_order_of_the_answers()
    {
        var known = await EnqueueAsync(_job);

        var enqueued = await Storage.Jobs.EnqueueAsync([AJob("""{"n":0}"""), _job, AJob("""{"n":2}""")], null, Token);

        Assert.Equal([false, true, false], enqueued.Select(static job => job.AlreadyEnqueued));
        Assert.Equal(known, enqueued[1].Id);
        Assert.Equal("""{"n":0}""", (await FindAsync(enqueued[0].Id)).Payload);
        Assert.Equal("""{"n":2}""", (await FindAsync(enqueued[2].Id)).Payload);
    }

    [Fact]
    public async Task A_repeat_within_the_caller_s_transaction_is_known()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        var first = await Storage.Jobs.EnqueueAsync([_job], transaction, Token);

        var repeat = await Storage.Jobs.EnqueueAsync([_job], transaction, Token);
        await transaction.CommitAsync(Token);

        Assert.Equal(new EnqueuedJob(first[0].Id, AlreadyEnqueued: true), repeat[0]);
        Assert.Equal(1, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task Repeats_at_once_in_two_processes_store_one_job()
    {
        var other = await Fixture.OpenAsync();
        var calls = Enumerable.Range(0, 10).Select(n => Task.Run(
            async () => (await (n % 2 == 0 ? Storage : other).Jobs.EnqueueAsync([_job], null, Token))[0],
            Token));

        var enqueued = await Task.WhenAll(calls);

        Assert.Single(enqueued.Select(static job => job.Id).Distinct());
        Assert.Single(enqueued, static job => !job.AlreadyEnqueued);
        Assert.Equal(1, await Fixture.CountRowsAsync("job"));
    }
}
