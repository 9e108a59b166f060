using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class TimeoutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_that_takes_too_long_is_canceled_and_its_attempt_has_failed()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Slow", WaitAsync, change: task => task with { Timeout = TimeSpan.FromSeconds(30), RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromDays(1)) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await bench.UntilAsync(() => bench.Worker.Status.Running == 1);

        bench.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(JobState.Running, bench.Storage.All[0].State);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Scheduled, TimeSpan.FromSeconds(1));

        var error = Assert.Single(bench.Storage.All[0].Errors);
        Assert.Equal(("TypedTasks.AttemptTimedOutException", "The task timed out after 00:00:30. Give it more time, or less to do."), (error.Type, error.Message));
        Assert.Contains("TaskCanceledException", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_and_policies_meet_the_timeout()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Slow", WaitAsync, change: task => task with
        {
            Timeout = TimeSpan.FromSeconds(1), RuleFor = exception => exception is AttemptTimedOutException ? RetryRule.Fail : null,
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromMilliseconds(100));

        Assert.StartsWith("attempt 1 of 10 failed, and its task says not to try again after this: AttemptTimedOutException:", bench.Storage.All[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_succeeds_all_the_same_has_succeeded()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Stubborn", async context => await WaitAsync(context).ContinueWith(_ => { }, TaskScheduler.Default), change: task => task with { Timeout = TimeSpan.FromSeconds(1) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(100));

        Assert.Empty(bench.Storage.All[0].Errors);
    }

    [Fact]
    public async Task What_a_task_throws_after_its_timeout_is_kept_as_it_is()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task(
            "Wraps", async context => await WaitAsync(context).ContinueWith(_ => throw new InvalidOperationException("the connection broke"), TaskScheduler.Default),
            maxAttempts: 1, task => task with { Timeout = TimeSpan.FromSeconds(1) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromMilliseconds(100));

        Assert.Equal("the connection broke", Assert.Single(bench.Storage.All[0].Errors).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Without_a_limit_a_task_may_take_for_ever(int milliseconds)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Endless", WaitAsync, change: task => task with { Timeout = TimeSpan.FromMilliseconds(milliseconds) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await bench.UntilAsync(() => bench.Worker.Status.Running == 1);

        for (var minute = 0; minute < 60; minute++) bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((JobState.Running, 0), (bench.Storage.All[0].State, bench.Worker.Status.Abandoned));
    }

    [Fact]
    public async Task A_job_s_timeout_overrides_its_queue_s_which_overrides_its_task_s()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease, options => options.Queues["email"] = new TypedTasksQueueOptions { Timeout = TimeSpan.FromSeconds(4) });
        var job = bench.Task("Slow", WaitAsync, maxAttempts: 1, task => task with { Timeout = TimeSpan.FromSeconds(6) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Queue = "email" }, Cancellation);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Queue = "email", Timeout = TimeSpan.FromSeconds(2) }, Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Failed), TimeSpan.FromMilliseconds(100));

        Assert.Equal([6, 4, 2], bench.Storage.All.Select(stored => Seconds(stored.Reason)));
    }

    [Fact]
    public async Task Jobs_of_many_timeouts_are_each_stopped_at_their_own()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        // A job's time runs from its first step on, not from the moment when it was given a slot.
        var begun = 0;
        var job = bench.Task(
            "Slow",
            context =>
            {
                Interlocked.Increment(ref begun);
                return WaitAsync(context);
            },
            maxAttempts: 1);
        for (var seconds = 10; seconds > 0; seconds--)
            await bench.Client.EnqueueAsync(job, new EnqueueOptions { Timeout = TimeSpan.FromSeconds(seconds) }, Cancellation);
        bench.Start();
        await bench.UntilAsync(() => Volatile.Read(ref begun) == 10);

        for (var ended = 1; ended <= 10; ended++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(10));
            await bench.UntilAsync(() => bench.Storage.All.Count(stored => stored.State == JobState.Failed) == ended);
        }
    }

    private static int Seconds(string? reason) => int.Parse(reason!.Split("00:00:0")[1][..1], System.Globalization.CultureInfo.InvariantCulture); // ! the jobs have failed

    private static Task WaitAsync(JobContext context) => Task.Delay(Timeout.Infinite, context.CancellationToken);
}
