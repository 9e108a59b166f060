using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class ExactlyOnceTests
{
    private static readonly StorageException Away = new(StorageFault.Unavailable, "away");

    private int runs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Effect_and_finish_are_committed_together_and_nothing_else_is_written()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var outcomes = new List<AttemptOutcome>();
        bench.Storage.Accept = outcomes.AddRange;
        await EnqueueAsync(bench, Charge);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Succeeded, 1), (bench.Storage.All[0].State, runs));
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
        Assert.Empty(outcomes);
        Assert.Contains(bench.Lines, line => line.Text.Contains("succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_failed_attempt_did_is_rolled_back()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context =>
        {
            Charge(context);
            if (context.Attempt == 1) throw new InvalidOperationException("the first time");
        });
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((2, "the first time"), (runs, Assert.Single(bench.Storage.All[0].Errors).Message));
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    public static TheoryData<string, JobState> Words => new() { { "cancel", JobState.Canceled }, { "fail", JobState.Failed }, { "snooze", JobState.Scheduled } };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task What_a_task_says_instead_of_succeeding_is_heeded_after_the_rollback(string word, JobState state)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context =>
        {
            Charge(context);
            throw word switch
            {
                "cancel" => new CancelJobException("no longer wanted"),
                "fail" => new FailJobException("never"),
                _ => new SnoozeJobException(TimeSpan.FromDays(1)),
            };
        });

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(state, bench.Storage.All[0].State);
        Assert.Empty(bench.Storage.Transactions.Effects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_task_has_committed_itself_is_not_repeated_when_it_fails_then(bool snoozes)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        FailOnce(bench, "WasCommitted", before: true);
        await EnqueueAsync(bench, context =>
        {
            Charge(context);
            context.Transaction<MemoryTransaction>().Commit();
            throw snoozes ? new SnoozeJobException(TimeSpan.FromSeconds(1)) : new InvalidOperationException("after the commit");
        });
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromSeconds(1));

        Assert.Equal(1, runs);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
        Assert.Contains("was committed by its task", bench.Storage.All[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_did_not_take_effect_costs_no_attempt()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        FailOnce(bench, "Commit", before: true);
        await EnqueueAsync(bench, Charge);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((2, 1), (runs, bench.Storage.All[0].Attempts));
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_looked_up_and_the_task_does_not_run_again()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        FailOnce(bench, "Commit", before: false);
        await EnqueueAsync(bench, Charge);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Succeeded, 1), (bench.Storage.All[0].State, runs));
        Assert.Empty(bench.Storage.All[0].Errors);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
        Assert.Contains(bench.Lines, line => line.Text.Contains("answer to the commit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_storage_is_away_nothing_is_decided_about_a_lost_commit(bool before)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var asked = 0;
        FailOnce(bench, "Commit", before);
        var failing = bench.Storage.Before;
        bench.Storage.Before = operation =>
        {
            if (operation == "ReadOutcome" && Interlocked.Increment(ref asked) < 5)
            {
                Assert.Equal(before ? JobState.Running : JobState.Succeeded, bench.Storage.All[0].State);
                throw Away;
            }

            failing(operation);
        };
        await EnqueueAsync(bench, Charge);
        bench.Start();

        await bench.AdvanceUntilAsync(() => asked >= 5 && bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal(before ? 2 : 1, runs);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task A_finish_that_comes_too_late_rolls_everything_back()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context =>
        {
            Charge(context);
            if (runs == 1) bench.Storage.GiveBack(context.JobId);
        });

        // The clock stands still: a leap of it would give back a claimed job that has not found its slot yet, which counts as one more claim.
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((2, 2), (runs, bench.Storage.All[0].Claims));
        Assert.Empty(bench.Storage.All[0].Errors);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task A_connection_lost_at_the_finish_costs_no_attempt()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        FailOnce(bench, "FinishIn", before: true);
        await EnqueueAsync(bench, Charge);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((2, 1), (runs, bench.Storage.All[0].Attempts));
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    [Theory]
    [InlineData(StorageFault.Unavailable)]
    [InlineData(StorageFault.Configuration)]
    public async Task A_storage_that_is_away_before_the_task_begins_costs_no_attempt(StorageFault fault)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var begins = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Begin" && Interlocked.Increment(ref begins) < 4) throw new StorageException(fault, "away");
        };
        await EnqueueAsync(bench, Charge);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((4, 1, 1), (begins, runs, bench.Storage.All[0].Attempts));
    }

    [Theory]
    [InlineData(Delivery.AtLeastOnce)]
    [InlineData(Delivery.AtMostOnce)]
    public async Task A_job_that_waits_for_its_transaction_until_its_timeout_is_given_back_with_its_attempt(Delivery delivery)
    {
        // All connections may be held by other tasks for as long; its own task has not begun.
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        bench.Storage.Before = operation =>
        {
            if (operation == "Begin" && bench.Lines.All(line => line.EventId != 68)) throw Away;
        };
        await EnqueueAsync(bench, Charge, maxAttempts: 1, delivery, TimeSpan.FromSeconds(10));
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State is JobState.Succeeded or JobState.Failed, TimeSpan.FromMilliseconds(500));

        Assert.Equal((JobState.Succeeded, 1, 1), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts, runs));
    }

    [Theory]
    [InlineData(Delivery.AtLeastOnce)]
    [InlineData(Delivery.AtMostOnce)]
    public async Task A_job_that_is_canceled_while_it_waits_for_its_transaction_has_used_no_attempt(Delivery delivery)
    {
        // With one counted, a job that may run at most once could not be tried again.
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var begins = 0;
        bench.Storage.Before = operation =>
        {
            if (operation != "Begin") return;
            Interlocked.Increment(ref begins);
            throw Away;
        };
        await EnqueueAsync(bench, Charge, maxAttempts: 1, delivery, TimeSpan.FromHours(1));
        bench.Start();
        await bench.AdvanceUntilAsync(() => Volatile.Read(ref begins) > 1, TimeSpan.FromMilliseconds(500));

        await bench.Client.CancelAsync(1, Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Canceled, TimeSpan.FromMilliseconds(500));

        Assert.Equal((0, 0), (bench.Storage.All[0].Attempts, runs));
    }

    [Fact]
    public async Task A_conflict_with_others_is_settled_in_the_same_attempt_by_running_alone()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var scopes = new List<IServiceProvider>();
        await EnqueueAsync(bench, context =>
        {
            scopes.Add(context.Services);
            Charge(context);
            if (runs == 1) throw new InvalidOperationException("conflict");
        });

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Succeeded, 1), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts));
        Assert.Equal([false, true], bench.Storage.Transactions.Begun);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
        Assert.NotSame(scopes[0], scopes[1]);
    }

    [Fact]
    public async Task What_may_run_at_most_once_is_alone_from_its_beginning_so_that_no_conflict_makes_it_run_again()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context =>
        {
            Charge(context);
            throw new InvalidOperationException("conflict");
        }, maxAttempts: 1, Delivery.AtMostOnce);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Failed, 1), (bench.Storage.All[0].State, runs));
        Assert.Equal([true], bench.Storage.Transactions.Begun);
        Assert.Empty(bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task A_look_for_a_lost_commit_that_fails_in_an_unknown_way_is_repeated()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var asked = 0;
        FailOnce(bench, "Commit", before: false);
        bench.Storage.Before = operation =>
        {
            if (operation == "ReadOutcome" && Interlocked.Increment(ref asked) == 1) throw new ArithmeticException("unknown");
        };
        await EnqueueAsync(bench, Charge);
        bench.Start();

        await bench.AdvanceUntilAsync(() => asked == 2, TimeSpan.FromSeconds(1));
        await bench.UntilAsync(() => bench.Lines.Any(line => line.Text.Contains("had taken effect", StringComparison.Ordinal)));

        Assert.Equal((JobState.Succeeded, 1), (bench.Storage.All[0].State, runs));
    }

    [Fact]
    public async Task A_conflict_while_alone_is_a_failure_like_any_other()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, _ => throw new InvalidOperationException("conflict"), maxAttempts: 1);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Failed, bench.Storage.All[0].State);
        Assert.Equal([false, true], bench.Storage.Transactions.Begun);
    }

    [Fact]
    public async Task A_finish_that_the_storage_refuses_fails_the_job_at_once()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        bench.Storage.Before = operation =>
        {
            if (operation == "FinishIn") throw new StorageException(StorageFault.Refused, "no JSON");
        };
        await EnqueueAsync(bench, Charge);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Failed, "no JSON", 1), (bench.Storage.All[0].State, bench.Storage.All[0].Reason, runs));
        Assert.Empty(bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task An_abandoned_task_commits_nothing_when_it_returns()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var release = new TaskCompletionSource();
        var job = bench.Task(
            "Stubborn",
            async context =>
            {
                Charge(context);
                if (context.Attempt == 1) await release.Task;
            },
            change: task => task with { Transaction = typeof(MemoryTransaction), Timeout = TimeSpan.FromSeconds(10) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        release.SetResult();
        await bench.UntilAsync(() => bench.Worker.Status.Abandoned == 0);

        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task A_burst_also_runs_what_the_last_job_enqueued()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var next = bench.Task("Next", _ => Task.CompletedTask);
        await EnqueueAsync(bench, _ => TaskClient.Current.EnqueueAsync(next, cancellationToken: Cancellation).AsTask().Wait(Cancellation));

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.All(bench.Storage.All, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Equal(2, bench.Storage.All.Count);
    }

    [Fact]
    public async Task A_task_that_takes_no_transaction_is_given_none()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Plain", context => { context.Transaction<MemoryTransaction>(); return Task.CompletedTask; }, maxAttempts: 1);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Contains("has no transaction of type", bench.Storage.All[0].Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Storage.Transactions.Begun);
    }

    [Fact]
    public void A_task_that_takes_a_transaction_of_another_database_is_refused_at_the_start()
    {
        var bench = new WorkerBench();
        bench.Task("Charge", _ => Task.CompletedTask, change: task => task with { Transaction = typeof(System.Data.SqlTypes.SqlBytes) });

        var refused = Assert.Throws<InvalidOperationException>(() => bench.Worker);

        Assert.StartsWith("Task 'Charge' takes a transaction of type 'System.Data.SqlTypes.SqlBytes', but jobs are stored in memory", refused.Message, StringComparison.Ordinal);
        Assert.Contains("take a DbTransaction", refused.Message, StringComparison.Ordinal);
    }

    private static void FailOnce(WorkerBench bench, string operation, bool before)
    {
        var failed = 0;
        void Fail(string called)
        {
            if (called == operation && Interlocked.Exchange(ref failed, 1) == 0) throw Away;
        }

        if (before) bench.Storage.Before = Fail;
        else bench.Storage.After = Fail;
    }

    private void Charge(JobContext context)
    {
        Interlocked.Increment(ref runs);
        context.Transaction<MemoryTransaction>().Effects.Add("charged");
    }

    private static async Task EnqueueAsync(WorkerBench bench, Action<JobContext> run, int maxAttempts = 10, Delivery delivery = Delivery.AtLeastOnce, TimeSpan? timeout = null)
    {
        var job = bench.Task(
            "Charge",
            context =>
            {
                run(context);
                return Task.CompletedTask;
            },
            maxAttempts,
            task => task with { Transaction = typeof(MemoryTransaction), Delivery = delivery });
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Timeout = timeout }, Cancellation);
    }
}
