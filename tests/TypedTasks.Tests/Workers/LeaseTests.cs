using TypedTasks.Storage;
using TypedTasks.Tests.Memory;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class LeaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storage_that_hangs_does_not_keep_a_worker_without_lease_from_canceling_its_jobs()
    {
        await using var bench = new WorkerBench();
        using var hanging = new ManualResetEventSlim();
        var canceled = await StartEndlessJobAsync(bench);
        bench.Storage.Before = operation =>
        {
            if (operation is "Claim" or "Remove") hanging.Wait(Cancellation);
            if (operation == "Renew") throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        try
        {
            // On threads of its own: timers fire inside, and one of them hangs in a look for jobs.
            await bench.UntilAsync(() =>
            {
                _ = Task.Factory.StartNew(() => bench.Time.Advance(TimeSpan.FromSeconds(1)), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                return canceled.IsCompleted;
            });
        }
        finally
        {
            hanging.Set();
        }
    }

    [Fact]
    public void A_timer_that_fires_while_the_heartbeat_ends_does_no_harm()
    {
        var time = new LateTime();
        var options = new TypedTasksWorkerOptions();
        using var board = new WorkBoard(options, new AbandonedJobs(1), burst: false, time, new Random(1));
        new Heartbeat(new MemoryStorage(time), 1, time.GetTimestamp(), options, time, board).Dispose();

        // An exception here would be one of a thread of the pool, and end the process.
        time.FireAll();
    }

    [Fact]
    public async Task A_lease_lost_during_the_grace_of_a_stop_cancels_the_jobs()
    {
        await using var bench = new WorkerBench(options => options.ShutdownGrace = TimeSpan.FromHours(1));
        var canceled = await StartEndlessJobAsync(bench);
        bench.Storage.Before = operation =>
        {
            if (operation == "Renew") throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        await bench.StopAsync();

        await canceled;
        Assert.True(bench.Time.GetUtcNow() < new DateTimeOffset(2026, 1, 1, 12, 1, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_heartbeat_that_finds_no_memory_or_no_thread_has_failed_and_the_worker_lives_on()
    {
        // Thread.Start says so by the same exception; on the heartbeat's own thread it would end the process.
        await using var bench = new WorkerBench(options => options.Lease = TimeSpan.FromMinutes(1));
        var beats = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Renew" && Interlocked.Increment(ref beats) == 1) throw new InsufficientMemoryException(); // the kind of OutOfMemoryException that may be thrown
        };
        var job = bench.Task("Any", _ => Task.CompletedTask);
        bench.Start();

        await bench.AdvanceUntilAsync(() => Volatile.Read(ref beats) > 1, TimeSpan.FromSeconds(1));
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(100));
        Assert.Single(bench.Lines, line => line.EventId == 1);
    }

    [Fact]
    public async Task Jobs_orphaned_by_an_outage_are_charged_nothing()
    {
        await using var bench = new WorkerBench();
        var canceled = await StartEndlessJobAsync(bench);
        var down = true;
        bench.Storage.Before = _ =>
        {
            if (Volatile.Read(ref down)) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };
        await bench.AdvanceUntilAsync(() => bench.Lines.Any(line => line.EventId == 27), TimeSpan.FromSeconds(1));
        await canceled;

        Volatile.Write(ref down, false);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].Claims == 2, TimeSpan.FromMilliseconds(100));

        Assert.Equal((1, 0), (bench.Storage.All[0].Attempts, bench.Storage.All[0].Crashes));
    }

    [Fact]
    public async Task A_burst_goes_on_after_its_lease_was_lost()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var started = new TaskCompletionSource();
        var job = bench.Task("Long", async context =>
        {
            started.TrySetResult();
            if (++runs == 1) await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Storage.Before = operation =>
        {
            if (operation == "Renew" && Volatile.Read(ref runs) == 1) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        var burst = bench.Worker.RunUntilIdleAsync(Cancellation);
        await started.Task.WaitAsync(Cancellation);
        await bench.AdvanceUntilAsync(() => burst.IsCompleted, TimeSpan.FromMilliseconds(500));
        await burst;

        Assert.Equal(JobState.Succeeded, bench.Storage.All[0].State);
    }

    [Fact]
    public async Task A_lost_lease_says_what_kept_it_from_being_renewed_in_the_log_and_in_the_status()
    {
        await using var bench = new WorkerBench();
        var canceled = await StartEndlessJobAsync(bench);
        bench.Storage.Before = operation =>
        {
            if (operation is "Renew" or "Register") throw new StorageException(StorageFault.Unavailable, $"{operation} met a wall.");
        };

        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, TimeSpan.FromMilliseconds(500));

        var lost = Assert.Single(bench.Lines, line => line.EventId == 23).Text;
        Assert.Matches("lost its lease. No renewal has succeeded for [0-9.]+ s. The last one failed: Renew met a wall. Its 1 jobs", lost);
        await bench.AdvanceUntilAsync(() => bench.Worker.Status.Problem?.EndsWith("has no lease. Register met a wall.", StringComparison.Ordinal) == true, TimeSpan.FromMilliseconds(500));

        bench.Storage.Before = _ => { };
        await bench.AdvanceUntilAsync(() => bench.Worker.Status.Problem is null, TimeSpan.FromMilliseconds(500));
        Assert.Null(bench.Worker.Status.LeaseProblem);
    }

    [Fact]
    public async Task Why_the_lease_was_lost_stays_known_while_a_storage_that_hangs_keeps_the_worker_from_another()
    {
        await using var bench = new WorkerBench();
        using var hanging = new ManualResetEventSlim();
        var canceled = await StartEndlessJobAsync(bench);
        bench.Storage.Before = operation =>
        {
            if (operation == "Register") hanging.Wait(Cancellation);
            if (operation == "Renew") throw new StorageException(StorageFault.Unavailable, "Renew met a wall.");
        };

        try
        {
            await bench.AdvanceUntilAsync(() => canceled.IsCompleted && bench.Lines.Any(line => line.EventId == 2), TimeSpan.FromMilliseconds(500));

            Assert.EndsWith("Renew met a wall.", bench.Worker.Status.Problem, StringComparison.Ordinal);
        }
        finally
        {
            hanging.Set();
        }
    }

    [Fact]
    public async Task A_lease_that_the_storage_does_not_know_any_more_is_lost_for_that_reason()
    {
        await using var bench = new WorkerBench();
        var canceled = await StartEndlessJobAsync(bench);

        await bench.Storage.RemoveAsync(1, Cancellation); // as a rescuer would
        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, TimeSpan.FromMilliseconds(500));

        Assert.Contains("does not count it among the living", Assert.Single(bench.Lines, line => line.EventId == 23).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_never_had_a_lease_says_what_keeps_it_from_one()
    {
        await using var bench = new WorkerBench();
        bench.Storage.Before = operation =>
        {
            if (operation == "Register") throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };
        bench.Start();

        await bench.UntilAsync(() => bench.Worker.Status.LeaseProblem is not null);

        Assert.EndsWith("has no lease. The database is down.", bench.Worker.Status.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    public async Task Where_one_can_write_a_lost_lease_names_the_task_that_may_have_kept_the_heartbeat_out(int writers, bool transaction, bool named)
    {
        await using var bench = new WorkerBench();
        bench.Storage.Pumps = writers;
        var canceled = await StartEndlessJobAsync(bench, transaction ? task => task with { Transaction = typeof(MemoryTransaction) } : null);
        bench.Storage.Before = operation =>
        {
            if (operation == "Renew") throw new StorageException(StorageFault.Unavailable, "The file is busy.");
        };

        await bench.AdvanceUntilAsync(() => canceled.IsCompleted, TimeSpan.FromMilliseconds(500));

        Assert.Equal(named, bench.Lines.Any(line => line.Text.Contains("of Endless has had a transaction", StringComparison.Ordinal) && line.Text.Contains("less than 00:00:04", StringComparison.Ordinal)));
    }

    /// <returns>Completes when the job's token is canceled.</returns>
    private static async Task<Task> StartEndlessJobAsync(WorkerBench bench, Func<TaskDefinition, TaskDefinition>? change = null)
    {
        var started = new TaskCompletionSource();
        var canceled = new TaskCompletionSource();
        var job = bench.Task("Endless", async context =>
        {
            await using var registration = context.CancellationToken.Register(() => canceled.TrySetResult());
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }, change: change);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task.WaitAsync(Cancellation);
        return canceled.Task;
    }

    /// <summary>Its timers fire when they have long been disposed, as a callback does that is under way at that moment.</summary>
    private sealed class LateTime : TimeProvider
    {
        private readonly List<Action> _callbacks = [];

        public void FireAll()
        {
            lock (_callbacks) _callbacks.ForEach(static callback => callback());
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_callbacks) _callbacks.Add(() => callback(state));
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
