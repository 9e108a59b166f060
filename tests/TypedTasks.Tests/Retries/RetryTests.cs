using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Retries;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_of_one_s_own_is_taken_at_its_word()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var delays = new List<double>();
        bench.Storage.Accept = outcomes => delays.AddRange(outcomes.Where(outcome => outcome.Kind == OutcomeKind.Retry).Select(outcome => outcome.Delay.TotalSeconds));
        var failing = bench.Task("Fail", _ => throw new TimeoutException(), 3, task => task with { RetryPolicy = Sevens });
        await bench.Client.EnqueueAsync(failing, cancellationToken: Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Failed, TimeSpan.FromSeconds(1));

        Assert.Equal([7, 14], delays);
    }

    [Fact]
    public async Task A_policy_that_answers_nothing_ends_the_job()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new InvalidOperationException("no luck"), task => task with { RetryPolicy = new Answer((_, _) => null) });

        Assert.Equal((JobState.Failed, 1), (job.State, job.Attempts));
        Assert.Equal("attempt 1 of 10 failed, and its retry policy gives up: InvalidOperationException: no luck", job.Reason);
    }

    [Fact]
    public async Task A_policy_that_fails_itself_is_logged_and_the_default_decides()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new InvalidOperationException(), task => task with { RetryPolicy = new Answer((_, _) => throw new FormatException("bad policy")) });

        Assert.Equal(JobState.Scheduled, job.State);
        Assert.InRange(job.RunAt.GetValueOrDefault() - bench.Time.GetUtcNow(), TimeSpan.FromSeconds(3.75), TimeSpan.FromSeconds(6.25));
        Assert.Contains(bench.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("retry policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_asks_for_the_past_means_at_once()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);

        var job = await FailAsync(bench, new InvalidOperationException(), task => task with { RetryPolicy = new Answer((_, _) => TimeSpan.MinValue) }, maxAttempts: 3);

        Assert.Equal((JobState.Failed, 3), (job.State, job.Attempts)); // a burst promotes what is due
    }

    [Fact]
    public async Task A_rule_to_fail_ends_the_job_at_once()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new InvalidOperationException("no order"), task => task with { RuleFor = exception => exception is InvalidOperationException ? RetryRule.Fail : null });

        Assert.Equal((JobState.Failed, 1), (job.State, job.Attempts));
        Assert.Equal("attempt 1 of 10 failed, and its task says not to try again after this: InvalidOperationException: no order", job.Reason);
        Assert.Single(job.Errors);
    }

    [Fact]
    public async Task A_rule_s_delay_replaces_that_of_the_policy()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new TimeoutException(), task => task with { RuleFor = _ => new RetryRule { Delay = TimeSpan.FromMinutes(3) } });

        Assert.Equal(bench.Time.GetUtcNow().AddMinutes(3), job.RunAt);
    }

    [Theory]
    [InlineData(10, 2, 2, "attempt 2 of 10 failed, and its task tries at most 2 times after this: TimeoutException: slow")]
    [InlineData(3, 5, 3, "attempt 3 of 3 failed: TimeoutException: slow")]
    public async Task A_rule_can_lower_the_number_of_attempts_and_not_raise_it(int own, int rule, int attempts, string reason)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new TimeoutException("slow"), task => task with { RuleFor = _ => new RetryRule { Delay = TimeSpan.Zero, MaxAttempts = rule } }, own);

        Assert.Equal((JobState.Failed, attempts, reason), (job.State, job.Attempts, job.Reason));
    }

    [Fact]
    public async Task Without_a_limit_the_reason_names_none()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = await FailAsync(bench, new TimeoutException("slow"), task => task with { RuleFor = _ => RetryRule.Fail }, maxAttempts: int.MaxValue);

        Assert.StartsWith("attempt 1 failed, and", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_s_policy_overrides_its_queue_s_which_overrides_its_task_s()
    {
        await using var bench = new WorkerBench(share: options => options.Queues["email"] = new TypedTasksQueueOptions { Backoff = Backoff.Fixed, RetryDelay = TimeSpan.FromMinutes(2) });
        var task = bench.Task("Fail", _ => throw new TimeoutException(), change: task => task with { RetryPolicy = Sevens });
        await bench.Client.EnqueueAsync(task, cancellationToken: Cancellation);
        await bench.Client.EnqueueAsync(task, new EnqueueOptions { Queue = "email" }, Cancellation);
        await bench.Client.EnqueueAsync(task, new EnqueueOptions { Queue = "email", RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromHours(1)) }, Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([7, 120, 3600], bench.Storage.All.Select(job => (job.RunAt.GetValueOrDefault() - bench.Time.GetUtcNow()).TotalSeconds));
    }

    [Fact]
    public async Task The_same_holds_for_the_number_of_attempts()
    {
        await using var bench = new WorkerBench(share: options => options.Queues["email"] = new TypedTasksQueueOptions { MaxAttempts = 4 });
        var task = bench.Task("Any", _ => Task.CompletedTask, maxAttempts: 7);
        await bench.Client.EnqueueAsync(task, cancellationToken: Cancellation);
        await bench.Client.EnqueueAsync(task, new EnqueueOptions { Queue = "email" }, Cancellation);
        await bench.Client.EnqueueAsync(task, new EnqueueOptions { Queue = "email", MaxAttempts = 2 }, Cancellation);

        Assert.Equal([7, 4, 2], bench.Storage.All.Select(job => job.MaxAttempts));
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_fail_that_job_alone()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Any", _ => Task.CompletedTask);
        var toStore = new JobToStore { TaskName = "Any", Version = 1, Queue = "default", MaxAttempts = 3, Payload = job.Payload };
        await bench.Storage.EnqueueAsync([toStore, toStore with { Settings = """{"timeout":"soon"}"""u8.ToArray() }, toStore with { Settings = """{"newer":1}"""u8.ToArray() }], null, Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], bench.Storage.All.Select(stored => stored.State));
        Assert.Contains("settings can't be read", bench.Storage.All[1].Reason, StringComparison.Ordinal);
    }

    /// <summary>Fails a job for as long as it is ready without moving the clock.</summary>
    private static async Task<MemoryJob> FailAsync(WorkerBench bench, Exception problem, Func<TaskDefinition, TaskDefinition> change, int maxAttempts = 10)
    {
        var failing = bench.Task("Fail", _ => throw problem, maxAttempts, change);
        await bench.Client.EnqueueAsync(failing, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);
        return bench.Storage.All[0];
    }

    private static Answer Sevens => new((attempt, _) => TimeSpan.FromSeconds(7 * attempt));

    private sealed class Answer(Func<int, Exception, TimeSpan?> answer) : IRetryPolicy
    {
        public TimeSpan? NextDelay(int attempt, Exception exception) => answer(attempt, exception);
    }
}
