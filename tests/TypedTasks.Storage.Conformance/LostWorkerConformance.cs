using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>What a lost worker costs its jobs: an entry among their errors, and a crash that is taken back if the worker comes back after all.</summary>
public abstract class LostWorkerConformance : StorageConformance
{
    private const int Budget = 3;

    [Fact]
    public async Task A_crash_stands_among_the_errors_with_its_attempt_and_its_worker()
    {
        var id = await EnqueueAsync(AJob());
        await FinishAsync(Retried(await ClaimOneAsync(await RegisterAsync()), TimeSpan.Zero, "first"));
        await Storage.Maintenance.PromoteAsync(10, Token);
        await ClaimOneAsync(await RegisterAsync("web-7:42"));

        await ExpireAndRescueAsync();

        var job = await FindAsync(id);
        Assert.Equal([(1, "first"), (2, "Its worker web-7:42 died or stood still while it had this job.")], job.Errors.Select(static error => (error.Attempt, error.Message)));
        Assert.Equal(("TypedTasks.WorkerLost", "web-7:42"), (job.Errors[1].Type, job.Errors[1].Worker));
        Assert.InRange(job.Errors[1].FailedAt - job.Errors[1].ClaimedAt, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
        Assert.NotEmpty(job.Errors[1].Detail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_that_fails_the_job_stands_among_its_errors_too(bool alone)
    {
        var id = alone ? await BecomeSuspectAsync() : await EnqueueAsync(AJob() with { AtMostOnce = true, MaxAttempts = 1 });
        await ClaimAnyAsync(await RegisterAsync("web-9:9"), alone ? ClaimKind.Alone : ClaimKind.Ready);

        await ExpireAndRescueAsync();

        var job = await FindAsync(id);
        Assert.Equal((JobState.Failed, alone ? Budget : 1), (job.State, job.Errors.Count));
        Assert.Equal("web-9:9", job.Errors[^1].Worker);
    }

    [Fact]
    public async Task A_suspect_that_was_only_held_has_no_entry_for_it()
    {
        var id = await BecomeSuspectAsync();
        await ClaimAnyAsync(await RegisterAsync(), ClaimKind.Hold);

        await ExpireAndRescueAsync();

        Assert.Equal(Budget - 1, (await FindAsync(id)).Errors.Count);
    }

    [Fact]
    public async Task A_worker_that_comes_back_takes_the_crash_back()
    {
        // Paused for longer than its lease: nobody could tell it from a dead one, until it leaves by itself.
        var id = await EnqueueAsync(AJob());
        var paused = await RegisterAsync("web-7:42");
        await ClaimOneAsync(paused);
        await ExpireAndRescueAsync();

        await Storage.Workers.RemoveAsync(paused, Token);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Ready, 0, 0), (job.State, job.Attempt, job.Crashes));
        Assert.Equal("TypedTasks.WorkerCameBack", Assert.Single(job.Errors).Type);
        Assert.Contains("came back", job.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_back_only_once_and_only_its_own()
    {
        var id = await EnqueueAsync(AJob());
        var paused = await RegisterAsync("paused");
        await ClaimOneAsync(paused);
        await ExpireAndRescueAsync(crashBudget: 9);
        await ClaimOneAsync(await RegisterAsync("dead"));
        await ExpireAndRescueAsync(crashBudget: 9);

        for (var i = 0; i < 2; i++) await Storage.Workers.RemoveAsync(paused, Token);

        var job = await FindAsync(id);
        Assert.Equal(1, job.Crashes);
        Assert.Equal([("paused", "TypedTasks.WorkerCameBack"), ("dead", "TypedTasks.WorkerLost")], job.Errors.Select(static error => (error.Worker, error.Type)));
    }

    [Fact]
    public async Task A_job_that_only_became_a_suspect_by_it_is_an_ordinary_one_again()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync("dead"));
        await ExpireAndRescueAsync();
        var paused = await RegisterAsync("paused");
        await ClaimOneAsync(paused);
        await ExpireAndRescueAsync();
        Assert.Empty(await ClaimAsync(await RegisterAsync()));

        await Storage.Workers.RemoveAsync(paused, Token);

        Assert.Equal((id, 1), await ClaimOneAsync(await RegisterAsync()) is var job ? (job.AttemptId.JobId, job.Crashes) : default);
    }

    [Fact]
    public async Task One_that_runs_elsewhere_meanwhile_goes_on()
    {
        var id = await EnqueueAsync(AJob());
        var paused = await RegisterAsync("paused");
        await ClaimOneAsync(paused);
        await ExpireAndRescueAsync();
        var running = await ClaimOneAsync(await RegisterAsync("other"));

        await Storage.Workers.RemoveAsync(paused, Token);

        Assert.Equal((JobState.Running, 0), await FindAsync(id) is var job ? (job.State, job.Crashes) : default);
        Assert.Empty((await FinishAsync(Ended(running, OutcomeKind.Succeeded))).Late);
    }

    [Fact]
    public async Task What_has_ended_meanwhile_keeps_what_it_was_charged()
    {
        var id = await EnqueueAsync(AJob());
        var paused = await RegisterAsync("paused");
        await ClaimOneAsync(paused);
        await ExpireAndRescueAsync();
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Succeeded));

        await Storage.Workers.RemoveAsync(paused, Token);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Succeeded, 1, "TypedTasks.WorkerLost"), (job.State, job.Crashes, Assert.Single(job.Errors).Type));
    }

    private async Task<long> BecomeSuspectAsync()
    {
        var id = await EnqueueAsync(AJob());
        for (var crash = 1; crash < Budget; crash++)
        {
            await ClaimOneAsync(await RegisterAsync($"web-{crash}:1"));
            await ExpireAndRescueAsync();
        }

        return id;
    }

    private async Task ClaimAnyAsync(int worker, ClaimKind kind)
        => Assert.Single((await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(worker, 1) with { Kind = kind }, Token)).Claimed);

    private async Task ExpireAndRescueAsync(int crashBudget = Budget)
    {
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync(crashBudget);
    }
}
