using System.Text;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Clients;

public sealed class JobHandleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_gives_the_typed_result()
    {
        await using var bench = new WorkerBench();
        var plain = bench.Task("Answer", _ => Task.CompletedTask);
        var definition = new TaskDefinition { Name = "Typed", Decode = _ => _ => new ValueTask<byte[]?>("42"u8.ToArray()) };
        ((List<TaskDefinition>)bench.Tasks).Add(definition);
        var job = new NewJob<int>(definition, plain.Payload, text => int.Parse(Encoding.UTF8.GetString(text), System.Globalization.CultureInfo.InvariantCulture));
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(42, await handle.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Waiting_for_a_failed_job_throws_its_reason()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Fail", _ => throw new InvalidOperationException("no luck"), maxAttempts: 1);
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var problem = await Assert.ThrowsAsync<JobFailedException>(() => handle.WaitAsync(Cancellation));

        Assert.Equal($"Job {handle.Id} failed: attempt 1 of 1 failed: InvalidOperationException: no luck", problem.Message);
    }

    [Fact]
    public async Task Waiting_for_a_canceled_job_says_so()
    {
        await using var bench = new WorkerBench();
        var handle = await bench.Client.EnqueueAsync(bench.Task("Any", _ => Task.CompletedTask), cancellationToken: Cancellation);
        await bench.Client.CancelAsync(handle.Id, Cancellation);

        var problem = await Assert.ThrowsAsync<JobFailedException>(() => handle.WaitAsync(Cancellation));

        Assert.Equal(JobState.Canceled, problem.State);
    }

    [Fact]
    public async Task Waiting_goes_on_for_a_job_that_is_retried_and_throws_when_it_fails_again()
    {
        await using var bench = new WorkerBench();
        var failing = bench.Task("Fail", job => throw new InvalidOperationException($"no luck {job.Attempt}"), maxAttempts: 1);
        var handle = await bench.Client.EnqueueAsync(failing, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);
        await Assert.ThrowsAsync<JobFailedException>(() => handle.WaitAsync(Cancellation));

        Assert.Equal(RetryAnswer.Retried, await bench.Client.RetryAsync(handle.Id, Cancellation));
        var waiting = handle.WaitAsync(Cancellation);
        Assert.False(waiting.IsCompleted);
        bench.Start();
        await bench.AdvanceUntilAsync(() => waiting.IsCompleted, TimeSpan.FromMilliseconds(100));

        Assert.Contains("attempt 2 of 2 failed: InvalidOperationException: no luck 2", (await Assert.ThrowsAsync<JobFailedException>(() => waiting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_outlasts_a_storage_that_is_away_for_a_while()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        var refusals = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Find" && Interlocked.Increment(ref refusals) <= 3) throw new StorageException(StorageFault.Unavailable, "The database is down.");
        };

        var wait = handle.WaitAsync(Cancellation);
        bench.Start();
        await bench.AdvanceUntilAsync(() => wait.IsCompleted, TimeSpan.FromMilliseconds(100));

        await wait;
        Assert.True(refusals > 3);
    }

    [Theory]
    [InlineData(StorageFault.Configuration)]
    [InlineData(StorageFault.SchemaTooNew)]
    public async Task Waiting_that_began_well_outlasts_also_what_a_person_must_change(StorageFault fault)
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        var looks = 0;
        bench.Storage.Before = operation =>
        {
            if (operation == "Find" && Interlocked.Increment(ref looks) is > 1 and < 5) throw new StorageException(fault, "The password was changed.");
        };

        var wait = handle.WaitAsync(Cancellation);
        bench.Start();
        await bench.AdvanceUntilAsync(() => wait.IsCompleted, TimeSpan.FromMilliseconds(100));

        await wait;
        Assert.True(looks >= 5);
    }

    [Fact]
    public async Task Waiting_that_can_not_even_begin_says_why()
    {
        await using var bench = new WorkerBench();
        var handle = await bench.Client.EnqueueAsync(bench.Task("Any", _ => Task.CompletedTask), cancellationToken: Cancellation);
        bench.Storage.Before = _ => throw new StorageException(StorageFault.Configuration, "The password is wrong.");

        var problem = await Assert.ThrowsAsync<StorageException>(() => handle.WaitAsync(Cancellation));

        Assert.Equal(StorageFault.Configuration, problem.Fault);
    }

    [Fact]
    public async Task Waiting_looks_again_until_the_job_has_ended()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        var wait = handle.WaitAsync(Cancellation);
        Assert.False(wait.IsCompleted);
        bench.Start();
        await bench.AdvanceUntilAsync(() => wait.IsCompleted, TimeSpan.FromMilliseconds(100));

        await wait;
    }
}
