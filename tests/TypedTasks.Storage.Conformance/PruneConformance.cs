using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Deleting finished jobs after their retention.</summary>
public abstract class PruneConformance : StorageConformance
{
    [Fact]
    public async Task Old_finished_jobs_go_with_their_errors()
    {
        var id = await FinishedAsync(OutcomeKind.Failed);
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));

        Assert.Equal(1, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token));

        Assert.Null(await Storage.Reader.FindAsync(id, Token));
        Assert.Equal((0, 0), (await Fixture.CountRowsAsync("job_history"), await Fixture.CountRowsAsync("attempt_error")));
    }

    [Fact]
    public async Task Younger_ones_stay()
    {
        var id = await FinishedAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(50));

        Assert.Equal(0, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token));
        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task A_retention_without_end_keeps_them()
    {
        var id = await FinishedAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromDays(900));

        Assert.Equal(0, await Storage.Maintenance.PruneAsync(TimeSpan.MaxValue, 100, Token));
        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task Live_jobs_stay_however_old()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob() with { Delay = TimeSpan.FromDays(900) });
        await FinishAsync(Retried(await ClaimOneAsync(await RegisterAsync()), TimeSpan.Zero));
        await Fixture.AdvanceClockAsync(TimeSpan.FromDays(100));

        Assert.Equal(0, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token));
        Assert.Equal(3, await Fixture.CountRowsAsync("job"));
        Assert.Single((await FindAsync(ids[0])).Errors);
    }

    [Fact]
    public async Task The_limit_deletes_the_oldest_first()
    {
        var older = await FinishedAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(1));
        var newer = await FinishedAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));

        Assert.Equal(1, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 1, Token));

        Assert.Null(await Storage.Reader.FindAsync(older, Token));
        Assert.Equal(JobState.Succeeded, await StateAsync(newer));
    }

    private async Task<long> FinishedAsync(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed, kind) with { Error = kind == OutcomeKind.Failed ? AnError(claimed) : null });
        return id;
    }
}
