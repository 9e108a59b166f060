using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

/// <summary>What meets all jobs of a worker at once takes a line or two in the log, and not one for each.</summary>
public sealed class MassEventTests
{
    private const int Many = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_says_how_many_jobs_it_cut_short_and_each_only_at_Debug()
    {
        await using var bench = Bench();
        await StartManyAsync(bench);

        await bench.Hosted.StopAsync(Cancellation); // the clock stands still: no phase ends before its time

        Assert.All(bench.Storage.All, job => Assert.Equal((JobState.Ready, 0), (job.State, job.Attempts)));
        var shown = bench.Lines.Where(line => line.Level >= LogLevel.Information).ToList();
        Assert.True(shown.Count <= 8, string.Join(Environment.NewLine, shown.Select(line => line.Text)));
        Assert.Contains(bench.Lines, line => line.Level >= LogLevel.Information && line.Text.Contains($"{Many} ", StringComparison.Ordinal));
        Assert.Equal(Many, bench.Lines.Count(line => line.EventId == 13));
    }

    [Fact]
    public async Task Outcomes_that_come_too_late_share_a_line()
    {
        await using var bench = Bench();
        var release = await StartManyAsync(bench);
        foreach (var job in bench.Storage.All) bench.Storage.GiveBack(job.Id); // as a rescuer does

        release.SetResult();
        await bench.UntilAsync(() => bench.Lines.Count(line => line.EventId == 81) == Many);

        var lines = bench.Lines.Where(line => line.EventId == 80).ToList();
        Assert.InRange(lines.Count(line => line.Level == LogLevel.Warning), 1, 10);
        Assert.Contains(lines, line => line.Text.Contains("(Long)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rescue_names_the_lost_worker_how_many_jobs_it_had_and_the_first_of_them()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Short", _ => Task.CompletedTask);
        await bench.Client.EnqueueManyAsync([.. Enumerable.Repeat(job, Many)], Cancellation);
        var dead = await bench.Storage.RegisterAsync(new WorkerRegistration { Name = "dead", Host = "here", ProcessId = 1, Queues = "*", Concurrency = 1 }, TimeSpan.FromSeconds(1), Cancellation);
        await bench.Storage.FinishAndClaimAsync([], new ClaimRequest { WorkerId = dead, Queues = [0], Contracts = [0], Limit = Many, FreeSlots = Many, Thorough = true }, Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Lines.Any(line => line.EventId == 16), TimeSpan.FromMilliseconds(200));

        var line = Assert.Single(bench.Lines, line => line.EventId == 16);
        Assert.StartsWith($"{Many} jobs were rescued from worker dead, which stopped renewing its lease: it died, or stood still. They are: 1 (Short), 2 (Short), ", line.Text, StringComparison.Ordinal);
        Assert.EndsWith($" and {Many - 5} more.", line.Text, StringComparison.Ordinal);
    }

    private static WorkerBench Bench() => new(options =>
    {
        WorkerBench.LongLease(options);
        options.Concurrency = Many;
        options.ShutdownGrace = TimeSpan.Zero;
    });

    /// <summary>Jobs that run until they are asked to stop, or until what is returned is set.</summary>
    private static async Task<TaskCompletionSource> StartManyAsync(WorkerBench bench)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = bench.Task("Long", context => release.Task.WaitAsync(context.CancellationToken));
        await bench.Client.EnqueueManyAsync([.. Enumerable.Repeat(job, Many)], Cancellation);
        await bench.Hosted.StartAsync(Cancellation);
        await bench.UntilAsync(() => bench.Worker.Status.Running == Many);
        return release;
    }
}
