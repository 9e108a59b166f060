using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Clients;

public sealed class EnqueueOptionsTests
{
    public static TheoryData<EnqueueOptions, string> Refused => new()
    {
        { new EnqueueOptions { Queue = "" }, "A queue name is empty" },
        { new EnqueueOptions { Queue = "email*" }, "only workers use patterns" },
        { new EnqueueOptions { Queue = new string('q', 201) }, "at most 200" },
        { new EnqueueOptions { Queue = " \t" }, "A queue name is empty" },
        { new EnqueueOptions { Queue = "email " }, "begins or ends with white space" },
        { new EnqueueOptions { Queue = "email,reports" }, "has a comma" },
        { new EnqueueOptions { Queue = "e\nmail" }, "control character" },
        { new EnqueueOptions { Priority = 40_000 }, "Priority is 40000" },
        { new EnqueueOptions { Priority = -32_768 }, "Priority is -32768" },
        { new EnqueueOptions { Delay = TimeSpan.FromSeconds(-1) }, "Delay is -00:00:01" },
        { new EnqueueOptions { Delay = TimeSpan.FromSeconds(1), RunAt = DateTimeOffset.UnixEpoch }, "both set" },
        { new EnqueueOptions { MaxAttempts = 0 }, "MaxAttempts is 0" },
        { new EnqueueOptions { MaxAttempts = int.MinValue }, "MaxAttempts is -2147483648" },
        { new EnqueueOptions { Delay = TimeSpan.MinValue }, "Delay is -10675199" },
        { new EnqueueOptions { Id = Guid.Empty }, "empty GUID" },
        { new EnqueueOptions { Timeout = TimeSpan.FromSeconds(-2) }, "Timeout is -00:00:02" },
        { new EnqueueOptions { Timeout = TimeSpan.MaxValue }, "Timeout is" },
        { new EnqueueOptions { RetryPolicy = RetryPolicy.Fixed(TimeSpan.Zero) }, "retry delay is 00:00:00" },
        { new EnqueueOptions { RetryPolicy = RetryPolicy.Linear(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)) }, "below the first one of 00:02:00" },
        { new EnqueueOptions { RetryPolicy = new RetryPolicy { Backoff = (Backoff)7 } }, "Backoff is 7" },
        { new EnqueueOptions { RunAt = DateTimeOffset.UnixEpoch, Deadline = DateTimeOffset.UnixEpoch }, "could never start" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_a_message_holds_is_refused_and_nothing_is_stored()
    {
        await using var bench = new WorkerBench(share: options => options.MaxPayloadBytes = 64 * 1024 * 1024);
        var job = new NewJob(bench.Task("Large", _ => Task.CompletedTask).Definition, new byte[60_000_000]);

        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await bench.Client.EnqueueManyAsync(Enumerable.Repeat(job, 5), Cancellation));

        Assert.Contains("5 jobs have 300,000,000 bytes together", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored.", problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Storage.All);
        Assert.Equal(4, (await bench.Client.EnqueueManyAsync(Enumerable.Repeat(job, 4), Cancellation)).Count);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_out_of_bounds_is_refused_and_nothing_is_stored(EnqueueOptions options, string message)
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);

        var problem = await Assert.ThrowsAsync<ArgumentException>(async () => await bench.Client.EnqueueAsync(job, options, Cancellation));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored.", problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Storage.All);
    }

    [Fact]
    public async Task One_bad_job_among_many_stores_none()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await bench.Client.EnqueueManyAsync([job, job with { Options = new EnqueueOptions { MaxAttempts = -1 } }], Cancellation));

        Assert.Empty(bench.Storage.All);
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_refused_with_its_size()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask) with { Payload = new byte[(256 * 1024) + 1] };

        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation));

        Assert.Contains("262,145 bytes; at most 262,144", problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Storage.All);
    }

    [Fact]
    public async Task Options_win_over_the_defaults_of_the_task()
    {
        await using var bench = new WorkerBench();
        var job = bench.Task("Any", _ => Task.CompletedTask);

        await bench.Client.EnqueueAsync(job, new EnqueueOptions { Priority = 7, MaxAttempts = 2, Delay = TimeSpan.FromMinutes(5) }, Cancellation);

        var stored = Assert.Single(bench.Storage.All);
        Assert.Equal((7, 2, JobState.Scheduled), (stored.Priority, stored.MaxAttempts, stored.State));
        Assert.Equal(bench.Time.GetUtcNow().AddMinutes(5), stored.RunAt);
    }

    [Fact]
    public async Task Many_of_nothing_is_nothing()
    {
        await using var bench = new WorkerBench();

        Assert.Empty(await bench.Client.EnqueueManyAsync([], Cancellation));
    }
}
