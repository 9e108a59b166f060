using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class CancelWatchTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // As often as it would look where nothing is heard: smaller steps would show no more.
    private static readonly TimeSpan LongStep = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_lets_a_worker_cancel_its_job_without_a_heartbeat()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var (id, canceled) = await StartEndlessJobAsync(bench);
        var asked = bench.Time.GetUtcNow();

        Assert.True(await bench.Client.CancelAsync(id, Cancellation));

        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, TimeSpan.FromMilliseconds(1));
        Assert.True(bench.Time.GetUtcNow() - asked < TimeSpan.FromHours(1));
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Canceled);
    }

    [Fact]
    public async Task Where_no_signal_is_heard_a_worker_looks_while_it_runs_jobs()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease) { Storage = { HearsCancelRequests = false } };
        var (id, canceled) = await StartEndlessJobAsync(bench);

        Assert.True(await bench.Client.CancelAsync(id, Cancellation));

        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, Step);
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Canceled);
    }

    [Fact]
    public async Task It_looks_at_most_once_a_second()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease) { Storage = { HearsCancelRequests = false } };
        var looks = new List<DateTimeOffset>();
        bench.Storage.Before = operation =>
        {
            if (operation != "ListCancelRequests") return;
            lock (looks) looks.Add(bench.Time.GetUtcNow());
        };
        await StartEndlessJobAsync(bench);

        await bench.AdvanceUntilAsync(() => Count(looks) >= 6, Step);

        // The first one may be early: it follows the start of the subscription, because a request before it was told to nobody.
        lock (looks) Assert.All(looks.Skip(1).Zip(looks.Skip(2)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair.Second - pair.First}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_without_a_job_asks_nothing(bool hears)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease) { Storage = { HearsCancelRequests = hears } };
        var job = bench.Task("Quick", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded);
        await AdvanceAsync(bench, TimeSpan.FromSeconds(5));
        var looks = 0;
        var claiming = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Claim") Interlocked.Increment(ref claiming);
            if (operation == "ListCancelRequests") Interlocked.Increment(ref looks);
        };

        await AdvanceAsync(bench, TimeSpan.FromSeconds(30));

        // A look may fall into one of the polls, whose answer could bring a job.
        Assert.InRange(Volatile.Read(ref looks), 0, hears ? 0 : Volatile.Read(ref claiming));
    }

    [Fact]
    public async Task Where_signals_are_heard_it_does_not_look_without_one()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await StartEndlessJobAsync(bench);
        await AdvanceAsync(bench, TimeSpan.FromSeconds(5));
        var looks = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "ListCancelRequests") Interlocked.Increment(ref looks);
        };

        await AdvanceAsync(bench, TimeSpan.FromSeconds(30));

        Assert.Equal(0, Volatile.Read(ref looks));
    }

    [Fact]
    public async Task A_look_that_fails_is_made_again()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var failures = 0;
        var (id, canceled) = await StartEndlessJobAsync(bench);
        bench.Storage.Before = operation =>
        {
            if (operation == "ListCancelRequests" && Interlocked.Increment(ref failures) <= 3) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        await bench.Client.CancelAsync(id, Cancellation);

        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, Step);
        Assert.True(Volatile.Read(ref failures) > 3);
    }

    [Fact]
    public async Task A_job_that_runs_on_during_a_stop_can_be_canceled()
    {
        await using var bench = new WorkerBench(options =>
        {
            WorkerBench.LongLease(options);
            options.ShutdownGrace = TimeSpan.FromHours(1);
        })
        {
            Storage = { HearsCancelRequests = false },
            ShutdownTimeout = TimeSpan.FromHours(2),
        };
        var (id, _) = await StartEndlessJobAsync(bench);
        await bench.Client.CancelAsync(id, Cancellation);

        await bench.StopAsync();

        Assert.Equal(JobState.Canceled, bench.Storage.All[0].State);
    }

    private static int Count(List<DateTimeOffset> looks)
    {
        lock (looks) return looks.Count;
    }

    private static Task AdvanceAsync(WorkerBench bench, TimeSpan by)
    {
        var end = bench.Time.GetUtcNow() + by;
        return bench.AdvanceUntilAsync(() => bench.Time.GetUtcNow() >= end, LongStep);
    }

    /// <returns>The job's number, and what completes when its token is canceled.</returns>
    private static async Task<(long Id, Task Canceled)> StartEndlessJobAsync(WorkerBench bench)
    {
        var started = new TaskCompletionSource();
        var canceled = new TaskCompletionSource();
        var job = bench.Task("Endless", async context =>
        {
            await using var registration = context.CancellationToken.Register(() => canceled.TrySetResult());
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        var stored = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task.WaitAsync(Cancellation);
        return (stored.Id, canceled.Task);
    }
}
