using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class DeadlineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_past_its_deadline_is_canceled_and_never_started()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var job = bench.Task("Count", _ => { runs++; return Task.CompletedTask; });
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddMinutes(1) }, Cancellation);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddMinutes(3) }, Cancellation);
        bench.Time.Advance(TimeSpan.FromMinutes(2));

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([(JobState.Canceled, 0), (JobState.Succeeded, 1)], bench.Storage.All.Select(stored => (stored.State, stored.Attempts)));
        Assert.Equal("its deadline passed before it could start", bench.Storage.All[0].Reason);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_the_claim_is_under_way_is_heeded()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddSeconds(2) }, Cancellation);
        var moved = false;
        bench.Storage.After = operation =>
        {
            if (operation != "Claim" || moved) return;
            moved = true;
            bench.Time.Advance(TimeSpan.FromSeconds(2));
        };

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Canceled, bench.Storage.All[0].State);
    }

    [Fact]
    public async Task An_attempt_that_has_started_may_go_on_after_the_deadline()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Slow", _ => { bench.Time.Advance(TimeSpan.FromSeconds(5)); return Task.CompletedTask; });
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddSeconds(3) }, Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Succeeded, bench.Storage.All[0].State);
    }

    [Theory]
    [InlineData(59, JobState.Scheduled)]
    [InlineData(60, JobState.Failed)]
    public async Task A_retry_that_would_begin_after_the_deadline_ends_the_job_at_once(int delay, JobState state)
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Fail", _ => throw new TimeoutException("slow"), change: task => task with { RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromSeconds(delay)) });
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddMinutes(1) }, Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(state, bench.Storage.All[0].State);
        if (state == JobState.Failed)
            Assert.Equal("attempt 1 of 10 failed, and the next attempt would begin after its deadline: TimeoutException: slow", bench.Storage.All[0].Reason);
    }

    [Fact]
    public async Task A_snooze_beyond_the_deadline_cancels_the_job()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Snooze", _ => throw new SnoozeJobException(TimeSpan.FromHours(1)));
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Deadline = bench.Time.GetUtcNow().AddMinutes(1) }, Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Canceled, "it asked to run again after 01:00:00, which is after its deadline"), (bench.Storage.All[0].State, bench.Storage.All[0].Reason));
    }
}
