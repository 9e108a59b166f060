using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

using TypedTasks.Payloads;
using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class TaskWorkerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_and_succeeds()
    {
        await using var bench = new WorkerBench();
        var ran = 0;
        var job = bench.Task("Count", _ => { ran++; return Task.CompletedTask; });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(1, ran);
        Assert.Equal(JobState.Succeeded, Assert.Single(bench.Storage.All).State);
    }

    [Fact]
    public async Task A_burst_runs_what_its_jobs_enqueue()
    {
        await using var bench = new WorkerBench();
        var second = bench.Task("Second", _ => Task.CompletedTask);
        var first = bench.Task("First", async context => await TaskClient.Current.EnqueueAsync(second, cancellationToken: context.CancellationToken));
        await bench.Client.EnqueueAsync(first, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([JobState.Succeeded, JobState.Succeeded], bench.Storage.All.Select(job => job.State));
    }

    [Fact]
    public async Task A_burst_leaves_nothing_claimed_and_no_worker_behind()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Quick", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync(Enumerable.Repeat(job, 3000), Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.All(bench.Storage.All, stored => Assert.Equal(JobState.Succeeded, stored.State));
        Assert.All(bench.Storage.All, stored => Assert.Equal(1, stored.Attempts));
        Assert.Equal(0, bench.Storage.LiveWorkers);
    }

    [Fact]
    public async Task A_failed_attempt_is_retried_with_growing_delay_until_none_is_left()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Fail", _ => throw new InvalidOperationException("no luck"), maxAttempts: 3);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromSeconds(1));

        var failed = bench.Storage.All[0];
        Assert.Equal(3, failed.Attempts);
        Assert.Equal([1, 2, 3], failed.Errors.Select(error => error.Attempt));
        Assert.Equal("attempt 3 of 3 failed: InvalidOperationException: no luck", failed.Reason);
        Assert.All(failed.Errors, error => Assert.Equal("System.InvalidOperationException", error.Type));
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_fails_that_job_at_once_and_no_other()
    {
        await using var bench = new WorkerBench();
        var good = bench.Task("Good", _ => Task.CompletedTask);
        var bad = good with { Payload = "[]"u8.ToArray() };
        await bench.Client.EnqueueManyAsync([good, bad, good], Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], bench.Storage.All.Select(job => job.State));
        Assert.Equal("the payload can't be read, and trying again would not help: InvalidPayloadException: not an empty object", bench.Storage.All[1].Reason);
        Assert.Equal(1, bench.Storage.All[1].Attempts);
    }

    [Fact]
    public async Task A_snooze_runs_the_job_later_without_using_up_an_attempt()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var job = bench.Task("Snooze", context => ++runs < 3 ? throw new SnoozeJobException(TimeSpan.FromSeconds(5)) : Task.CompletedTask, maxAttempts: 1);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(100));

        Assert.Equal(3, runs);
        Assert.Equal(1, bench.Storage.All[0].Attempts);
        Assert.Empty(bench.Storage.All[0].Errors);
    }

    [Fact]
    public async Task A_task_can_fail_its_job_although_attempts_are_left()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Give up", _ => throw new FailJobException("The account is closed."));
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Failed, "The account is closed.", 1), (bench.Storage.All[0].State, bench.Storage.All[0].Reason, bench.Storage.All[0].Attempts));
    }

    [Fact]
    public async Task A_task_can_cancel_its_job()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("No longer needed", _ => throw new CancelJobException("The order was withdrawn."));
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Canceled, "The order was withdrawn."), (bench.Storage.All[0].State, bench.Storage.All[0].Reason));
    }

    [Fact]
    public async Task A_short_retry_does_not_wait_for_the_promoters_next_turn()
    {
        await using var bench = new WorkerBench(options => options.PollInterval = TimeSpan.FromHours(1));
        var runs = 0;
        var job = bench.Task("Once more", _ => ++runs == 1 ? throw new InvalidOperationException("no luck") : Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(250));

        Assert.Equal(2, runs);
        Assert.True(bench.Time.GetUtcNow() - bench.Storage.All[0].EnqueuedAt < TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task An_outcome_that_the_storage_refuses_fails_its_job_and_holds_back_no_other()
    {
        await using var bench = new WorkerBench();
        var good = bench.Task("Good", _ => Task.CompletedTask);
        var bad = bench.Task("Bad", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync([good, bad, good], Cancellation);
        bench.Storage.Accept = outcomes =>
        {
            if (outcomes.Any(outcome => outcome.Attempt.JobId == 2 && outcome.Kind == OutcomeKind.Succeeded))
                throw new StorageException(StorageFault.Refused, "The result is no JSON.");
        };

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], bench.Storage.All.Select(job => job.State));
        Assert.Equal("the storage refused its outcome (Succeeded): The result is no JSON.", bench.Storage.All[1].Reason);
    }

    [Fact]
    public async Task An_error_text_that_the_storage_refuses_costs_the_job_no_more_than_its_attempt()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var job = bench.Task("Umlaut", _ => ++runs == 1 ? throw new InvalidOperationException("für nichts") : Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Storage.Accept = outcomes =>
        {
            if (outcomes.Any(outcome => outcome.Error?.Message.Contains('ü') == true)) throw new StorageException(StorageFault.Refused, "The encoding has no such character.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State >= JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((JobState.Succeeded, 2, "f?r nichts"), (bench.Storage.All[0].State, runs, Assert.Single(bench.Storage.All[0].Errors).Message));
    }

    [Fact]
    public async Task A_result_that_can_t_be_stored_fails_its_job_at_once_because_another_attempt_would_do_the_work_again()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var job = bench.Task("Reads a file", _ =>
        {
            runs++;
            using var writer = PayloadWriter.RentForResult("result of task 'Reads a file'");
            writer.WriteString("a\0b");
            return Task.CompletedTask;
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Failed, 1), (bench.Storage.All[0].State, runs));
        Assert.Contains("in the result of task 'Reads a file' holds a NUL character", bench.Storage.All[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_the_task_itself_could_not_enqueue_is_a_failure_like_any_other()
    {
        await using var bench = new WorkerBench();
        var runs = 0;
        var job = bench.Task("Enqueues", _ =>
        {
            if (++runs > 1) return Task.CompletedTask;
            using var writer = PayloadWriter.Rent("payload of task 'Other'");
            writer.WriteString("a\0b");
            return Task.CompletedTask;
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_storage_that_refuses_the_login_for_a_while_fails_no_job()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Good", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync([job, job, job], Cancellation);
        var refusals = 0;
        bench.Storage.Accept = outcomes =>
        {
            // Some connections of a pool still work after the password was changed: a plain failure must not slip through on one of them.
            if (outcomes.Any(outcome => outcome.Kind == OutcomeKind.Succeeded) && Interlocked.Increment(ref refusals) <= 5)
                throw new StorageException(StorageFault.Configuration, "The password is wrong.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State >= JobState.Succeeded), TimeSpan.FromMilliseconds(100));

        Assert.All(bench.Storage.All, stored => Assert.Equal((JobState.Succeeded, 1), (stored.State, stored.Attempts)));
    }

    [Fact]
    public async Task A_burst_is_its_own_only_promoter()
    {
        // A second one could be making a job ready while the first finds nothing to promote and the burst ends.
        await using var bench = new WorkerBench();
        var job = bench.Task("Due", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Delay = TimeSpan.FromMinutes(5) }, Cancellation);
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        var promoting = 0;
        var most = 0;
        var calls = 0;
        bench.Storage.Before = operation =>
        {
            if (operation != "Promote") return;
            Interlocked.Increment(ref calls);
            InterlockedMax(ref most, Interlocked.Increment(ref promoting));
        };
        bench.Storage.After = operation =>
        {
            if (operation == "Promote") Interlocked.Decrement(ref promoting);
        };

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Succeeded, bench.Storage.All[0].State);
        Assert.Equal((1, 2), (most, calls)); // one that finds the job, one that finds nothing more
    }

    [Fact]
    public async Task A_burst_that_meets_a_lasting_outage_says_so()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Storage.Before = operation =>
        {
            if (operation is "Claim" or "Finish" or "ListClaimed" or "Promote") throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        var burst = bench.Worker.RunUntilIdleAsync(Cancellation);
        await bench.AdvanceUntilAsync(() => burst.IsCompleted, TimeSpan.FromMilliseconds(100));

        Assert.Equal("The database is down.", (await Assert.ThrowsAsync<StorageException>(() => burst)).Message);
    }

    [Fact]
    public async Task An_exception_that_cannot_describe_itself_fails_its_attempt_like_any_other()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Odd", _ => throw new SilentException(), maxAttempts: 1);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal("attempt 1 of 1 failed: SilentException: (it could not be described: System.NotSupportedException)", bench.Storage.All[0].Reason);
        Assert.Single(bench.Lines, line => line.EventId == 36 && line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_job_of_an_unknown_task_is_parked_with_its_attempt_and_logged_once()
    {
        await using var bench = new WorkerBench();
        var known = bench.Task("Known", _ => Task.CompletedTask);
        var unknown = known with { Definition = new TaskDefinition { Name = "Elsewhere", Decode = _ => throw new InvalidOperationException("never decoded here") } };
        await bench.Client.EnqueueManyAsync([unknown, unknown, known], Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([true, true, false], bench.Storage.All.Select(job => job.Parked));
        Assert.Equal([0, 0, 1], bench.Storage.All.Select(job => job.Attempts));
        Assert.Single(bench.Lines, line => line.Text.Contains("'Elsewhere'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_come_from_a_scope_that_ends_with_the_attempt()
    {
        await using var bench = new WorkerBench();
        var probes = new ConcurrentBag<ScopeProbe>();
        var job = bench.Task("Probe", context =>
        {
            var probe = context.Service<ScopeProbe>();
            probes.Add(probe);
            Assert.Same(probe, context.Service<ScopeProbe>());
            return Task.CompletedTask;
        });
        await bench.Client.EnqueueManyAsync([job, job], Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(2, probes.Distinct().Count());
        Assert.All(probes, probe => Assert.True(probe.Disposed));
    }

    [Fact]
    public async Task A_burst_whose_worker_has_lost_its_lease_goes_on_with_a_new_one()
    {
        // The process stood still, in a debugger perhaps. A worker whose lease is over is given no jobs, so that nothing seems to be left.
        await using var bench = new WorkerBench(static options => (options.Concurrency, options.MaxPrefetch) = (1, 0));
        var runs = 0;
        var job = bench.Task("Stands still", _ =>
        {
            if (runs++ == 0) bench.Storage.EndLeases();
            return Task.CompletedTask;
        });
        var renewals = 0;
        bench.Storage.Before = operation => renewals += operation == "Renew" ? 1 : 0;
        await bench.Client.EnqueueManyAsync([job, job], Cancellation);

        // With the clock at rest its heartbeat does not find out before the burst has looked at everything.
        var burst = bench.Worker.RunUntilIdleAsync(Cancellation);
        await bench.UntilAsync(() => burst.IsCompleted || renewals > 0);
        await bench.AdvanceUntilAsync(() => burst.IsCompleted, TimeSpan.FromSeconds(1));
        await burst;

        Assert.All(bench.Storage.All, static stored => Assert.Equal(JobState.Succeeded, stored.State));
    }

    [Fact]
    public async Task A_stop_lets_running_jobs_finish_and_releases_those_not_started()
    {
        await using var bench = new WorkerBench(options => options.Concurrency = 1);
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var job = bench.Task("Slow", async _ =>
        {
            started.TrySetResult();
            await finish.Task;
        });
        await bench.Client.EnqueueManyAsync([job, job], Cancellation);
        bench.Start();
        await started.Task;

        var stop = bench.StopAsync();
        await bench.UntilAsync(() => bench.Lines.Any(line => line.EventId == 3));
        finish.SetResult();
        await stop;

        Assert.Equal([JobState.Succeeded, JobState.Ready], bench.Storage.All.Select(stored => stored.State));
        Assert.Equal([1, 0], bench.Storage.All.Select(stored => stored.Attempts));
        Assert.Equal(0, bench.Storage.LiveWorkers);
    }

    [Fact]
    public async Task Jobs_that_outlast_the_grace_are_canceled_and_released()
    {
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var job = bench.Task("Endless", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task;

        await bench.StopAsync();

        var released = Assert.Single(bench.Storage.All);
        Assert.Equal(JobState.Ready, released.State);
        Assert.Equal(0, released.Attempts);
    }

    [Fact]
    public async Task A_cancellation_of_the_task_s_own_making_is_a_failure_like_any_other()
    {
        // As HttpClient throws it when a call takes too long.
        await using var bench = new WorkerBench();
        var job = bench.Task("Calls", _ => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing."), maxAttempts: 2);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromSeconds(1));

        Assert.Equal(2, bench.Storage.All[0].Attempts);
        Assert.Equal(2, bench.Storage.All[0].Errors.Count);
    }

    [Fact]
    public async Task What_a_task_throws_when_it_is_canceled_is_a_canceled_job()
    {
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var job = bench.Task("Wraps", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ContinueWith(_ => throw new InvalidOperationException("Status: Cancelled"), TaskScheduler.Default);
        }, maxAttempts: 1);
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task;

        await bench.Client.CancelAsync(handle.Id, Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State is not JobState.Running, TimeSpan.FromMilliseconds(100));

        Assert.Equal(JobState.Canceled, bench.Storage.All[0].State);
        Assert.Contains(bench.Lines, line => line.EventId == 65);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_task_throws_when_a_stop_cuts_it_short_is_no_failed_attempt(bool leaseLost)
    {
        // Not everybody says it by OperationCanceledException: Task.WaitAll says it by AggregateException, gRPC and SqlClient by exceptions of their own.
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var runs = 0;
        var job = bench.Task("Wraps", async context =>
        {
            if (Interlocked.Increment(ref runs) > 1) return;
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ContinueWith(_ => throw new InvalidOperationException("Status: Cancelled"), TaskScheduler.Default);
        }, maxAttempts: 1);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task;

        if (leaseLost)
        {
            bench.Storage.Before = operation =>
            {
                if (operation == "Renew" && Volatile.Read(ref runs) == 1) throw new StorageException(StorageFault.Unavailable, "The database is down.");
            };
            await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State != JobState.Running || bench.Storage.All[0].Claims > 1, TimeSpan.FromMilliseconds(100));
            await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State is JobState.Succeeded or JobState.Failed, TimeSpan.FromMilliseconds(100));
        }
        else
        {
            await bench.StopAsync();
        }

        var stored = Assert.Single(bench.Storage.All);
        Assert.Equal(leaseLost ? (JobState.Succeeded, 1) : (JobState.Ready, 0), (stored.State, stored.Attempts));
        Assert.Empty(stored.Errors);
        Assert.Contains(bench.Lines, line => line.EventId == 65);
    }

    [Fact]
    public async Task A_job_that_ignores_its_cancellation_does_not_keep_the_worker_from_stopping()
    {
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var job = bench.Task("Deaf", async _ =>
        {
            started.SetResult();
            await never.Task;
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task;

        await bench.StopAsync();
        never.SetResult();

        Assert.Equal(JobState.Ready, Assert.Single(bench.Storage.All).State);
        Assert.Contains(bench.Lines, line => line.Text.Contains("ignored their cancellation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Canceling_a_running_job_reaches_its_token_with_the_next_heartbeat()
    {
        await using var bench = new WorkerBench();
        var started = new TaskCompletionSource();
        var job = bench.Task("Cancelable", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task;

        Assert.True(await bench.Client.CancelAsync(handle.Id, Cancellation));
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Canceled, TimeSpan.FromMilliseconds(500));

        Assert.Equal("canceled on request", bench.Storage.All[0].Reason);
    }

    [Fact]
    public async Task What_a_claim_took_whose_answer_was_lost_is_released_and_run()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Count", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync(Enumerable.Repeat(job, 5), Cancellation);
        var failures = 0;
        bench.Storage.After = operation =>
        {
            if (operation == "Claim" && Interlocked.Increment(ref failures) == 1)
                throw new StorageException(StorageFault.Unavailable, "The connection broke.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Succeeded), TimeSpan.FromMilliseconds(50));

        Assert.All(bench.Storage.All, stored => Assert.Equal(1, stored.Attempts));
        await bench.UntilAsync(() => bench.Lines.Any(line => line.EventId == 25));
    }

    [Fact]
    public async Task An_outcome_whose_answer_was_lost_is_written_again_without_harm()
    {
        await using var bench = new WorkerBench();
        var ran = 0;
        var job = bench.Task("Count", _ => { Interlocked.Increment(ref ran); return Task.CompletedTask; });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        var failures = 0;
        bench.Storage.Exchanged = outcomes =>
        {
            if (outcomes.Count > 0 && Interlocked.Increment(ref failures) == 1)
                throw new StorageException(StorageFault.Unavailable, "The connection broke.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => failures >= 2, TimeSpan.FromMilliseconds(50));
        await bench.StopAsync();

        Assert.Equal(1, ran);
        Assert.Equal(JobState.Succeeded, bench.Storage.All[0].State);
        Assert.DoesNotContain(bench.Lines, line => line.EventId == 15); // it was not late: it had been written
    }

    [Fact]
    public async Task An_outage_is_logged_at_its_start_once_a_minute_and_at_its_end()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Count", _ => Task.CompletedTask);
        var down = true;
        bench.Storage.Before = _ =>
        {
            if (Volatile.Read(ref down)) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };
        bench.Start();
        for (var second = 0; second < 150; second++) await bench.AdvanceUntilAsync(() => bench.Time.WaitingTimers > 0, TimeSpan.FromSeconds(1)).ContinueWith(_ => bench.Time.Advance(TimeSpan.FromSeconds(1)), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        Volatile.Write(ref down, false);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All.Count > 0 && bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(100));

        Assert.Single(bench.Lines, line => line.EventId == 20);
        Assert.InRange(bench.Lines.Count(line => line.EventId == 21), 1, 4);
        Assert.Single(bench.Lines, line => line.EventId == 22);
        Assert.InRange(bench.Lines.Count(line => line.Level >= LogLevel.Warning), 2, 6);
    }

    [Fact]
    public async Task A_worker_that_cannot_renew_cancels_its_jobs_before_the_lease_ends_and_starts_anew()
    {
        await using var bench = new WorkerBench();
        var starts = new SemaphoreSlim(0);
        var canceled = new TaskCompletionSource();
        var job = bench.Task("Long", async context =>
        {
            starts.Release();
            if (canceled.Task.IsCompleted) return;
            await using var registration = context.CancellationToken.Register(() => canceled.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await starts.WaitAsync(Cancellation);
        var down = true;
        var beats = 0;
        bench.Storage.Before = operation =>
        {
            if (operation != "Renew" || !Volatile.Read(ref down)) return;
            Interlocked.Increment(ref beats);
            throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        // The lease is 10 s, a beat every 3 s: the third failure leaves less than one beat.
        for (var beat = 1; beat <= 3; beat++)
        {
            Assert.False(canceled.Task.IsCompleted);
            bench.Time.Advance(TimeSpan.FromSeconds(3));
            await bench.UntilAsync(() => Volatile.Read(ref beats) == beat);
        }

        await canceled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Volatile.Write(ref down, false);
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromMilliseconds(100));

        Assert.Equal(0, bench.Storage.All[0].Crashes);
        Assert.Contains(bench.Lines, line => line.EventId == 23);
    }

    [Fact]
    public async Task Long_jobs_leave_what_was_claimed_ahead_to_others()
    {
        await using var bench = new WorkerBench(options => options.Concurrency = 2);
        var block = new TaskCompletionSource();
        var quick = bench.Task("Quick", _ => Task.CompletedTask);
        var slow = bench.Task("Slow", _ => block.Task);
        await bench.Client.EnqueueManyAsync([.. Enumerable.Repeat(quick, 600), slow, slow, .. Enumerable.Repeat(quick, 600)], Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(
            () => bench.Storage.All.Count(job => job.State == JobState.Running) == 2 && bench.Storage.All.Skip(600).Take(2).All(job => job.State == JobState.Running),
            TimeSpan.FromMilliseconds(50));

        Assert.All(bench.Storage.All.Where(job => job.State == JobState.Ready), job => Assert.Equal(0, job.Attempts));
        block.SetResult();
    }

    [Fact]
    public async Task Starting_a_running_worker_again_is_refused()
    {
        await using var bench = new WorkerBench();
        bench.Start();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Worker.RunUntilIdleAsync(Cancellation));

        Assert.Contains("is running already", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_storage_is_disposed_with_its_host_ends_without_a_word()
    {
        await using var bench = new WorkerBench();
        using var host = new CancellationTokenSource();
        bench.Storage.Before = _ =>
        {
            host.Cancel();
            throw new ObjectDisposedException("storage");
        };

        await bench.Worker.RunAsync(host.Token);

        Assert.DoesNotContain(bench.Lines, line => line.Level >= LogLevel.Warning);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value; seen = target) Interlocked.CompareExchange(ref target, value, seen);
    }

    private sealed class SilentException : Exception
    {
        public override string Message => throw new NotSupportedException();

        public override string ToString() => throw new NotSupportedException();
    }
}
