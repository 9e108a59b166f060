using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class SilentDeathTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exception_without_a_message_costs_no_slot()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Mute", _ => throw new MuteException(), maxAttempts: 1);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        var failed = Assert.Single(bench.Storage.All);
        Assert.Equal((JobState.Failed, "attempt 1 of 1 failed: MuteException: "), (failed.State, failed.Reason));
        Assert.Equal("", Assert.Single(failed.Errors).Message);
    }

    [Fact]
    public async Task A_log_that_throws_costs_no_slot_and_no_pump()
    {
        await using var bench = new WorkerBench();
        bench.Logging = line =>
        {
            if (line.Level >= LogLevel.Warning || line.EventId == 10) throw new InvalidOperationException("The log is full.");
        };
        var good = bench.Task("Good", _ => Task.CompletedTask);
        var bad = bench.Task("Bad", _ => throw new InvalidOperationException("no luck"), maxAttempts: 1);
        await bench.Client.EnqueueManyAsync([good, bad, good], Cancellation);
        var failures = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Claim" && Interlocked.Increment(ref failures) <= 2) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All.All(stored => stored.State >= JobState.Succeeded), TimeSpan.FromMilliseconds(100));

        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], bench.Storage.All.Select(stored => stored.State));
    }

    [Fact]
    public async Task An_error_while_a_job_of_an_unknown_task_is_named_costs_no_slot()
    {
        await using var bench = new WorkerBench(options => options.Concurrency = 1);
        var known = bench.Task("Known", _ => Task.CompletedTask);
        var unknown = new NewJob(new TaskDefinition { Name = "Unknown", Decode = _ => throw new InvalidOperationException() }, "{}"u8.ToArray());
        bench.Storage.Before = operation =>
        {
            if (operation == "ReadContract") throw new KeyNotFoundException();
        };
        await bench.Client.EnqueueManyAsync([unknown, known], Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.True(bench.Storage.All[0].Parked);
        Assert.Equal(JobState.Succeeded, bench.Storage.All[1].State);
    }

    private sealed class MuteException : Exception
    {
        public override string Message => null!; // on purpose: users' exceptions do that

        public override string ToString() => null!; // as above
    }
}
