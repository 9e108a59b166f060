using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

/// <summary>What becomes of the attempt of a task whose transaction the storage loses while it runs.</summary>
public sealed class LostTransactionTests
{
    private int runs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_with_one_attempt_is_given_back_and_succeeds(bool taskTells)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        bench.Storage.Before = operation =>
        {
            if (operation == "FinishIn" && runs == 1) throw new StorageException(StorageFault.Unavailable, "The server restarts.");
        };
        await EnqueueAsync(bench, context => Charge(context, loses: taskTells && runs == 0), maxAttempts: 1);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State >= JobState.Succeeded, TimeSpan.FromMilliseconds(250));

        Assert.Equal((JobState.Succeeded, 1, 2), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts, runs));
        Assert.Empty(bench.Storage.All[0].Errors);
        Assert.Equal(["charged"], bench.Storage.Transactions.Effects);
        Assert.DoesNotContain(bench.Lines, line => line.EventId is 11 or 36);
    }

    [Fact]
    public async Task A_task_that_brings_it_about_itself_is_given_back_a_few_times_with_growing_pauses_and_then_charged()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context => Charge(context, loses: true), maxAttempts: 2);
        bench.Start();
        var began = bench.Time.GetUtcNow();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State >= JobState.Succeeded, TimeSpan.FromMilliseconds(250));

        Assert.Equal((JobState.Failed, 2, 7), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts, runs));
        Assert.Equal(2, bench.Storage.All[0].Errors.Count);
        Assert.True(bench.Time.GetUtcNow() - began > TimeSpan.FromSeconds(15));
        Assert.Contains(bench.Lines, line => line.EventId == 76);
        Assert.Empty(bench.Storage.Transactions.Effects);
    }

    [Fact]
    public async Task Losses_are_counted_in_a_row()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(
            bench,
            context =>
            {
                Charge(context, loses: runs is not (5 or 11));
                if (runs == 6) throw new InvalidOperationException("of its own");
            },
            maxAttempts: 2);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State >= JobState.Succeeded, TimeSpan.FromMilliseconds(250));

        Assert.Equal((JobState.Succeeded, 2, 12), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts, runs));
        Assert.Equal("of its own", Assert.Single(bench.Storage.All[0].Errors).Message);
    }

    [Fact]
    public async Task What_may_run_at_most_once_fails()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context => Charge(context, loses: true), maxAttempts: 1, Delivery.AtMostOnce);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal((JobState.Failed, 1), (bench.Storage.All[0].State, runs));
        Assert.Contains("The connection was lost.", bench.Storage.All[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, JobState.Canceled)]
    [InlineData(false, JobState.Failed)]
    public async Task What_the_task_says_about_its_end_is_heeded_all_the_same(bool cancels, JobState state)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        await EnqueueAsync(bench, context =>
        {
            context.Transaction<MemoryTransaction>().IsLost = true;
            throw cancels ? new CancelJobException("no longer wanted") : new FailJobException("never");
        });

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(state, bench.Storage.All[0].State);
    }

    [Fact]
    public async Task What_a_stop_cut_short_is_released_at_once_as_ever()
    {
        await using var bench = new WorkerBench(options => options.ShutdownGrace = TimeSpan.Zero);
        var started = new TaskCompletionSource();
        var job = bench.Task(
            "Endless",
            async context =>
            {
                context.Transaction<MemoryTransaction>().IsLost = true;
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
                throw new InvalidOperationException("The connection was lost.");
            },
            change: task => task with { Transaction = typeof(MemoryTransaction) });
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        bench.Start();
        await started.Task.WaitAsync(Cancellation);

        await bench.StopAsync();

        Assert.Equal((JobState.Ready, 0), (bench.Storage.All[0].State, bench.Storage.All[0].Attempts));
    }

    [Fact]
    public async Task Many_at_once_are_one_line_of_the_log()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var first = new HashSet<long>();
        var job = Job(bench, context =>
        {
            bool isFirst;
            lock (first) isFirst = first.Add(context.JobId);
            Charge(context, isFirst);
        });
        await bench.Client.EnqueueManyAsync(Enumerable.Repeat(job, 100), Cancellation);
        bench.Start();

        await bench.UntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Scheduled));

        var line = Assert.Single(bench.Lines, line => line.Level >= LogLevel.Information && line.EventId != 1); // 1 is the start of the worker
        Assert.Contains("The connection was lost.", line.Text, StringComparison.Ordinal);
        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State == JobState.Succeeded), TimeSpan.FromMilliseconds(250));
        Assert.All(bench.Storage.All, stored => Assert.Equal(1, stored.Attempts));
    }

    private void Charge(JobContext context, bool loses)
    {
        Interlocked.Increment(ref runs);
        var transaction = context.Transaction<MemoryTransaction>();
        transaction.Effects.Add("charged");
        if (!loses) return;
        transaction.IsLost = true;
        throw new InvalidOperationException("The connection was lost.");
    }

    private static async Task EnqueueAsync(WorkerBench bench, Action<JobContext> run, int maxAttempts = 10, Delivery delivery = Delivery.AtLeastOnce)
    {
        var job = Job(bench, run, maxAttempts, delivery);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
    }

    private static NewJob Job(WorkerBench bench, Action<JobContext> run, int maxAttempts = 10, Delivery delivery = Delivery.AtLeastOnce) => bench.Task(
        "Charge",
        context =>
        {
            run(context);
            return Task.CompletedTask;
        },
        maxAttempts,
        task => task with { Transaction = typeof(MemoryTransaction), Delivery = delivery });
}
