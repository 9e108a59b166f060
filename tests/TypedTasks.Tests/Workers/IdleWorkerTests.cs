using System.Collections.Concurrent;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

/// <summary>
/// How late an idle worker may be that relies on signals, and what each of them makes it do, on a clock that only the test moves.
/// It runs ahead of the threads of a busy machine, so what is measured by it may come out longer; pauses to the millisecond are tested where no thread is involved.
/// </summary>
public sealed class IdleWorkerTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan ByThreads = TimeSpan.FromSeconds(10);

    // Five poll intervals, spread by a quarter.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(6.25) + ByThreads;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_whose_signal_was_lost_starts_within_five_poll_intervals()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Lost", _ => Task.CompletedTask);
        await IdleAsync(bench);
        bench.Storage.LosesSignals = true;

        var took = await RunAsync(bench, job);

        Assert.InRange(took, TimeSpan.Zero, LongestPause);
    }

    [Fact]
    public async Task When_the_subscription_breaks_the_worker_looks_at_once_and_then_at_its_poll_interval()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Unheard", _ => Task.CompletedTask);
        await IdleAsync(bench);
        bench.Storage.LosesSignals = true;
        bench.Storage.Before = operation =>
        {
            if (operation == "Subscribe") throw new StorageException(StorageFault.Unavailable, "Too many connections.");
        };
        bench.Storage.BreakSubscriptions();

        for (var i = 0; i < 3; i++)
        {
            var took = await RunAsync(bench, job);
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(1.25) + ByThreads);
            await AdvanceAsync(bench, TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task A_signal_costs_an_idle_worker_one_claim()
    {
        // Else each job costs every idle worker of a fleet a handful of looks.
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var calls = Count(bench);
        await IdleAsync(bench);
        var before = calls["Claim"];

        bench.Storage.SignalAll();
        await bench.UntilAsync(() => calls["Claim"] > before);
        await AdvanceAsync(bench, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(25));

        Assert.InRange(calls["Claim"] - before, 1, 2); // one of the long pauses may end meanwhile
    }

    [Theory]
    [InlineData(12)]
    [InlineData(50)]
    public async Task A_job_that_is_scheduled_elsewhere_starts_on_time(double seconds)
    {
        await using var bench = new WorkerBench(options =>
        {
            WorkerBench.LongLease(options);
            options.PollInterval = TimeSpan.FromMinutes(10);
        });
        var job = bench.Task("Scheduled", _ => Task.CompletedTask);
        await IdleAsync(bench);

        var took = await RunAsync(bench, job, TimeSpan.FromSeconds(seconds));

        Assert.InRange(took, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) + ByThreads);
    }

    [Fact]
    public async Task Of_a_job_that_is_scheduled_without_a_signal_the_next_look_tells()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Unannounced", _ => Task.CompletedTask);
        await IdleAsync(bench);
        bench.Storage.LosesSignals = true;

        var soon = await RunAsync(bench, job, TimeSpan.FromSeconds(1));
        var later = await RunAsync(bench, job, TimeSpan.FromSeconds(30));

        Assert.InRange(soon, TimeSpan.FromSeconds(1), LongestPause);
        Assert.InRange(later, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30) + ByThreads);
    }

    [Fact]
    public async Task A_look_that_fails_when_a_job_is_due_is_made_again()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Due", _ => Task.CompletedTask);
        await IdleAsync(bench);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Delay = TimeSpan.FromSeconds(10) }, Cancellation);
        await AdvanceAsync(bench, TimeSpan.FromSeconds(9));
        var failures = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Claim" && Interlocked.Increment(ref failures) <= 2) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        var asked = bench.Time.GetUtcNow();
        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Succeeded), Step);

        Assert.True(failures >= 2, "The storage never failed.");
        Assert.InRange(bench.Time.GetUtcNow() - asked, TimeSpan.FromSeconds(1) - (3 * Step), TimeSpan.FromSeconds(4) + ByThreads);
    }

    [Fact]
    public async Task A_worker_without_a_free_slot_makes_due_jobs_ready_for_others()
    {
        await using var bench = new WorkerBench(options =>
        {
            WorkerBench.LongLease(options);
            options.Concurrency = 1;
        });
        var release = new TaskCompletionSource();
        var blocking = bench.Task("Blocking", _ => release.Task);
        var scheduled = bench.Task("Scheduled", _ => Task.CompletedTask);
        bench.Start();
        await bench.Client.EnqueueAsync(blocking, cancellationToken: Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Running, Step);
        await bench.Client.EnqueueAsync(scheduled, new EnqueueOptions { Delay = TimeSpan.FromSeconds(10) }, Cancellation);

        var asked = bench.Time.GetUtcNow();
        await bench.AdvanceUntilAsync(() => bench.Storage.All[1].State == JobState.Ready, Step);

        Assert.InRange(bench.Time.GetUtcNow() - asked, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11.5) + ByThreads);
        release.SetResult();
    }

    [Fact]
    public async Task A_lease_that_ends_is_seen_by_heartbeats_and_its_jobs_are_taken_soon_after()
    {
        var (lease, heartbeat) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(8));
        await using var bench = new WorkerBench(options => (options.Lease, options.Heartbeat, options.PollInterval) = (lease, heartbeat, TimeSpan.FromMinutes(1)));
        var job = bench.Task("Orphan", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        var ghost = await RegisterGhostAsync(bench, TimeSpan.FromSeconds(100));
        var ends = bench.Time.GetUtcNow() + TimeSpan.FromSeconds(100);
        var calls = Count(bench);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, Step);

        Assert.NotEqual(ghost, bench.Storage.All[0].Worker);
        Assert.InRange(bench.Time.GetUtcNow() - ends, TimeSpan.Zero, TimeSpan.FromSeconds(1) + ByThreads);
        Assert.InRange(calls["Rescue"], 1, 30);
    }

    private static async Task<int> RegisterGhostAsync(WorkerBench bench, TimeSpan lease)
    {
        var ghost = await bench.Storage.RegisterAsync(
            new WorkerRegistration { Name = "ghost", Host = "gone", ProcessId = 1, Queues = "*", Concurrency = 1 }, lease, Cancellation);
        var queues = await bench.Storage.ListQueuesAsync(Cancellation);
        await bench.Storage.FinishAndClaimAsync([], new ClaimRequest { WorkerId = ghost, Queues = [.. queues.Select(queue => queue.Number)], Contracts = [], Limit = 1 }, Cancellation);
        Assert.Equal(JobState.Running, bench.Storage.All[0].State);
        return ghost;
    }

    /// <summary>Starts the worker and lets it be idle for so long that its pauses are the longest.</summary>
    private static async Task IdleAsync(WorkerBench bench)
    {
        bench.Start();
        await AdvanceAsync(bench, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
    }

    /// <returns>How long it took until the job had run, by the clock of the test.</returns>
    private static async Task<TimeSpan> RunAsync(WorkerBench bench, NewJob job, TimeSpan? delay = null)
    {
        var asked = bench.Time.GetUtcNow();
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Delay = delay }, Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Succeeded), Step);
        return bench.Time.GetUtcNow() - asked;
    }

    private static async Task AdvanceAsync(WorkerBench bench, TimeSpan by, TimeSpan? step = null)
    {
        var end = bench.Time.GetUtcNow() + by;
        await bench.AdvanceUntilAsync(() => bench.Time.GetUtcNow() >= end, step ?? Step);
    }

    private static ConcurrentDictionary<string, int> Count(WorkerBench bench)
    {
        var calls = new ConcurrentDictionary<string, int>();
        bench.Storage.Before = operation => calls.AddOrUpdate(operation, 1, (_, count) => count + 1);
        return calls;
    }
}
