using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Retries;
using TypedTasks.Storage;
using TypedTasks.Tests.Memory;
using TypedTasks.Tests.Secrets;
using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

/// <summary>A job that was asked to stop while it waited for its slot.</summary>
public sealed class AttemptRunnerTests
{
    private readonly FakeTimeProvider time = new();
    private bool ran;

    [Theory]
    [InlineData(nameof(StopReason.Canceled), OutcomeKind.Canceled, true)]
    [InlineData(nameof(StopReason.Shutdown), OutcomeKind.Released, false)]
    [InlineData(nameof(StopReason.LeaseLost), null, false)]
    public async Task A_job_that_was_asked_to_stop_before_it_could_start_is_not_started(string reason, OutcomeKind? kind, bool neverStarted)
    {
        // Its task may not look at its token: it would be run to its end, canceled or not, in a worker that has no right to it any more.
        var job = Job();
        job.Stop(Enum.Parse<StopReason>(reason));

        var outcome = await Runner().RunAsync(job);

        Assert.False(ran);
        Assert.Equal((kind, neverStarted), (outcome?.Kind, outcome is { NeverStarted: true }));
    }

    [Fact]
    public async Task A_job_that_nobody_stopped_is_run()
    {
        var outcome = await Runner().RunAsync(Job());

        Assert.True(ran);
        Assert.Equal(OutcomeKind.Succeeded, outcome?.Kind);
    }

    private AttemptRunner Runner()
    {
        var (storage, logger) = (new MemoryStorage(time), NullLogger.Instance);
        var judge = new AttemptJudge(new RetryDecider(time, new Random(1), logger), time, TimeSpan.FromSeconds(30), logger);
        var exactlyOnce = new ExactlyOnce(storage.Transactions, judge, TimeSpan.FromSeconds(10), new LostTransactions(time, new Random(1)), new Outage(time, new Random(1), logger), time, logger);
        return new AttemptRunner(storage, judge, exactlyOnce, TestKeys.Data(), new PoolRoom(1, time, logger), new MemoryShortage(logger), time, 1_000_000, logger);
    }

    private HeldJob Job()
    {
        var definition = new TaskDefinition
        {
            Name = "Any",
            Decode = _ => _ =>
            {
                ran = true;
                return default;
            },
        };
        var claimed = new ClaimedJob
        {
            AttemptId = new AttemptId(7, 1, 0), Queue = 1, Contract = 1, Attempt = 1, MaxAttempts = 1, Crashes = 0, EnqueuedAt = default, Payload = [],
        };
        var scopes = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        var tasks = new Dictionary<int, (string, TaskDefinition)> { [1] = ("Any", definition) }.ToFrozenDictionary();
        return new HeldJob(claimed, new SessionFacts(1, "test", tasks, scopes, new Dictionary<string, TypedTasksQueueOptions>()), claimedAt: 0);
    }
}
