using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Hosting;

/// <summary>The phases of a stop, on a clock that only the test moves.</summary>
public sealed class HostStopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_with_little_patience_shortens_the_grace_and_nothing_is_charged()
    {
        await using var bench = new WorkerBench(options => options.Concurrency = 2) { ShutdownTimeout = TimeSpan.FromSeconds(5) };
        var started = new SemaphoreSlim(0);
        var canceledAfter = TimeSpan.Zero;
        var stopBegan = bench.Time.GetTimestamp();
        var never = new TaskCompletionSource();
        var obedient = bench.Task("Obedient", async context =>
        {
            await using var registration = context.CancellationToken.Register(() => canceledAfter = bench.Time.GetElapsedTime(stopBegan));
            started.Release();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        var deaf = bench.Task("Deaf", async _ =>
        {
            started.Release();
            await never.Task;
        });
        await bench.Client.EnqueueManyAsync([obedient, deaf, obedient, obedient], Cancellation);
        await bench.Hosted.StartingAsync(Cancellation);
        await bench.Hosted.StartAsync(Cancellation);
        await started.WaitAsync(Cancellation);
        await started.WaitAsync(Cancellation);

        stopBegan = bench.Time.GetTimestamp();
        await bench.Hosted.StoppingAsync(Cancellation);
        await bench.UntilAsync(() => bench.Storage.All.Count(job => job.State == JobState.Running) == 2); // at once, before the clock moves
        var stopped = bench.Hosted.StopAsync(Cancellation);
        await bench.AdvanceUntilAsync(() => stopped.IsCompleted, TimeSpan.FromMilliseconds(100));
        await stopped;
        never.SetResult();

        Assert.InRange(canceledAfter, TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(4));
        Assert.All(bench.Storage.All, job => Assert.Equal((JobState.Ready, 0, 0), (job.State, job.Attempts, job.Crashes)));
        Assert.Equal(0, bench.Storage.LiveWorkers);
        Assert.Single(bench.Lines, line => line.EventId == 38);
    }

    [Fact]
    public async Task A_host_that_loses_its_patience_still_lets_the_worker_release_its_jobs()
    {
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var job = bench.Task("Long", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Hosted.StartAsync(Cancellation);
        await started.Task.WaitAsync(Cancellation);

        await bench.Hosted.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal((JobState.Ready, 0), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts));
        Assert.Equal(0, bench.Storage.LiveWorkers);
    }

    [Fact]
    public async Task A_storage_that_hangs_does_not_hold_up_the_host_longer_than_its_patience()
    {
        await using var bench = new WorkerBench { ShutdownTimeout = TimeSpan.FromSeconds(10) };
        var done = new TaskCompletionSource();
        var job = bench.Task("Quick", _ => { done.TrySetResult(); return Task.CompletedTask; });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Hosted.StartAsync(Cancellation);
        await done.Task.WaitAsync(Cancellation);
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded);
        bench.Storage.Before = operation =>
        {
            if (operation is not ("Renew" or "Remove")) return;
            throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        var began = bench.Time.GetTimestamp();
        await bench.Hosted.StoppingAsync(Cancellation);
        var stopped = bench.Hosted.StopAsync(Cancellation);
        await bench.AdvanceUntilAsync(() => stopped.IsCompleted, TimeSpan.FromMilliseconds(100));
        await stopped;

        Assert.True(bench.Time.GetElapsedTime(began) <= TimeSpan.FromSeconds(10));
        Assert.Single(bench.Lines, line => line.EventId == 27);
    }
}
