using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

using TypedTasks.Hosting;
using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class AbandonmentTests : IDisposable
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim release = new();
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Tasks that block a thread of the pool must not keep the other tests waiting for one.
    static AbandonmentTests() => ThreadPool.SetMinThreads(32, 32);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_task_that_ignores_its_cancellation_gives_its_slot_back_and_is_counted(bool blocks)
    {
        await using var bench = Bench(slots: 1);
        var stuck = Ignoring(bench, blocks);
        await bench.Client.EnqueueAsync(stuck, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All is [{ State: JobState.Failed }], TimeSpan.FromSeconds(1));

        Assert.Equal(1, bench.Worker.Status.Abandoned);
        var error = Assert.Single(bench.Storage.All[0].Errors);
        Assert.StartsWith("The task timed out after 00:00:10 and ignored its cancellation for another 00:00:05", error.Message, StringComparison.Ordinal);
        Release();
        await bench.UntilAsync(() => bench.Worker.Status.Abandoned == 0);
        Assert.Equal(JobState.Failed, bench.Storage.All[0].State);
        Assert.Contains(bench.Lines, line => line.Text.Contains("came back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_jobs_run_in_its_place(bool blocks)
    {
        await using var bench = Bench(slots: 1, maxAbandoned: 2);
        var next = bench.Task("Next", async context => await TaskClient.Current.FindAsync(context.JobId, context.CancellationToken));
        var stuck = Ignoring(bench, blocks);
        await bench.Client.EnqueueAsync(stuck, cancellationToken: Cancellation);
        await bench.Client.EnqueueAsync(next, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[1].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1, null), (bench.Worker.Status.Running, bench.Worker.Status.Abandoned, bench.Worker.Status.Problem));
        Release();
    }

    [Fact]
    public async Task Its_scope_lives_until_it_really_returns()
    {
        await using var bench = Bench();
        ScopeProbe? probe = null;
        var job = bench.Task("Scoped", async context =>
        {
            probe = context.Service<ScopeProbe>();
            await released.Task;
        }, maxAttempts: 1, task => task with { Timeout = TenSeconds });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromSeconds(1));

        Assert.False(probe!.Disposed); // ! the task has run
        Release();
        await bench.UntilAsync(() => probe.Disposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_blocks_when_it_is_disposed_holds_up_no_other_job_and_undoes_no_success(bool succeeds)
    {
        await using var bench = Bench(slots: 1, maxAbandoned: 2);
        ScopeProbe? probe = null;
        var job = bench.Task("Scoped", context =>
        {
            probe = context.Service<ScopeProbe>();
            probe.Ending = () => release.Wait(Cancellation);
            return succeeds ? Task.CompletedTask : throw new InvalidOperationException("no");
        }, maxAttempts: 1, task => task with { Timeout = TenSeconds });
        var next = bench.Task("Next", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync([job, next], Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[1].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal((succeeds ? JobState.Succeeded : JobState.Failed, 1), (bench.Storage.All[0].State, bench.Worker.Status.Abandoned));
        Assert.False(probe!.Disposed); // ! the task has run
        Release();
        await bench.UntilAsync(() => bench.Worker.Status.Abandoned == 0);
        Assert.Equal(succeeds ? JobState.Succeeded : JobState.Failed, bench.Storage.All[0].State);
    }

    [Fact]
    public async Task What_has_returned_before_a_stop_has_succeeded_although_a_service_of_it_blocks()
    {
        await using var bench = Bench(slots: 1);
        var returns = new TaskCompletionSource();
        var job = bench.Task("Scoped", context =>
        {
            context.Service<ScopeProbe>().Ending = () =>
            {
                returns.SetResult();
                release.Wait(Cancellation);
            };
            return Task.CompletedTask;
        });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await returns.Task;

        await bench.StopAsync();

        Assert.Equal((JobState.Succeeded, 1), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts));
        Release();
    }

    [Fact]
    public async Task A_retry_of_it_may_succeed_while_the_first_attempt_still_runs_and_then_fails_late()
    {
        await using var bench = Bench();
        var job = bench.Task("Once stuck", async context =>
        {
            if (context.Attempt > 1) return;
            await released.Task;
            throw new InvalidOperationException("late");
        }, change: task => task with { Timeout = TenSeconds });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();

        // The clock stands still while the second attempt runs: on a busy machine it would time out, too.
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].Attempts == 2, TimeSpan.FromSeconds(1));
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded);
        Release();
        await bench.UntilAsync(() => bench.Worker.Status.Abandoned == 0);

        Assert.Equal((JobState.Succeeded, 2), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts));
        Assert.Single(bench.Storage.All[0].Errors);
    }

    [Fact]
    public async Task With_too_many_of_them_the_worker_claims_nothing_until_one_returns()
    {
        await using var bench = Bench(slots: 2);
        var stuck = Ignoring(bench, blocks: false);
        var next = bench.Task("Next", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync([stuck, stuck], Cancellation);
        bench.Start();
        await bench.AdvanceUntilAsync(() => bench.Worker.Status.Abandoned == 2, TimeSpan.FromSeconds(1));
        await bench.Client.EnqueueAsync(next, cancellationToken: Cancellation);

        for (var second = 0; second < 20; second++) bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(JobState.Ready, bench.Storage.All[2].State);
        Assert.Contains("2 abandoned tasks", bench.Worker.Status.Problem, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(bench));
        Assert.Contains(bench.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("claims no more jobs", StringComparison.Ordinal));
        Release();
        await bench.UntilAsync(() => bench.Storage.All[2].State == JobState.Succeeded);
        Assert.Null(bench.Worker.Status.Problem);
    }

    [Fact]
    public async Task A_job_that_ignores_a_request_to_cancel_is_given_up_too()
    {
        await using var bench = new WorkerBench(options => options.AbandonAfter = TimeSpan.FromSeconds(5));
        var stuck = bench.Task("Stuck", _ => released.Task);
        await bench.Client.EnqueueAsync(stuck, cancellationToken: Cancellation);
        bench.Start();
        await bench.UntilAsync(() => bench.Worker.Status.Running == 1);

        await bench.Client.CancelAsync(1, Cancellation);
        var asked = bench.Time.GetUtcNow();
        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Canceled, TimeSpan.FromMilliseconds(100));

        Assert.InRange(bench.Time.GetUtcNow() - asked, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
        Assert.Equal("canceled on request; its task ignored that, and was abandoned", bench.Storage.All[0].Reason);
        Release();
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_counts_the_tasks_that_ignored_it_in_its_next_life()
    {
        await using var bench = new WorkerBench(options => (options.Concurrency, options.MaxAbandoned) = (1, 2));
        var stuck = Ignoring(bench, blocks: false);
        await bench.Client.EnqueueAsync(stuck, cancellationToken: Cancellation);
        bench.Start();
        await begun.Task.WaitAsync(Cancellation);

        var outage = true;
        bench.Storage.Before = operation =>
        {
            if (outage) throw new StorageException(StorageFault.Unavailable, $"{operation}: the storage is away");
        };
        await bench.AdvanceUntilAsync(() => bench.Worker.Status is { Abandoned: 1, HasLease: false }, TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(bench));
        outage = false;
        await bench.AdvanceUntilAsync(() => bench.Worker.Status.HasLease, TimeSpan.FromSeconds(1));

        Assert.Equal(1, bench.Worker.Status.Abandoned);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(bench));
        Release();
        await bench.UntilAsync(() => bench.Worker.Status.Abandoned == 0);
    }

    [Fact]
    public async Task A_worker_that_does_not_run_is_unhealthy_and_one_that_runs_is_healthy()
    {
        await using var bench = new WorkerBench();
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(bench));
        bench.Start();

        await bench.UntilAsync(() => bench.Worker.Status.HasLease);

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(bench));
    }

    public void Dispose()
    {
        Release();
    }

    private static WorkerBench Bench(int slots = 4, int? maxAbandoned = null) => new(options =>
    {
        WorkerBench.LongLease(options);
        options.Concurrency = slots;
        options.MaxAbandoned = maxAbandoned;
        options.AbandonAfter = TimeSpan.FromSeconds(5);
    });

    private NewJob Ignoring(WorkerBench bench, bool blocks) => bench.Task(
        "Stuck",
        _ =>
        {
            begun.TrySetResult();
            if (blocks) release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            return blocks ? Task.CompletedTask : released.Task;
        },
        maxAttempts: 1,
        task => task with { Timeout = TenSeconds });

    private void Release()
    {
        release.Set();
        released.TrySetResult();
    }

    private static async Task<HealthStatus> HealthAsync(WorkerBench bench)
        => (await new TaskWorkerHealthCheck(bench.Worker).CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;
}
