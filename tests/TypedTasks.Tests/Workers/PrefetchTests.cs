using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

/// <summary>Plays a worker with 16 slots and jobs without end, millisecond by millisecond.</summary>
public sealed class PrefetchTests : IDisposable
{
    private const int Slots = 16;
    private static readonly SessionFacts Session = new(
        1, "test", FrozenDictionary<int, (string, TaskDefinition)>.Empty,
        new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), new Dictionary<string, TypedTasksQueueOptions>());

    private readonly FakeTimeProvider time = new();
    private readonly WorkBoard board;
    private readonly Random chance = new(7);
    private readonly Task<HeldJob?>?[] free = new Task<HeldJob?>?[Slots];
    private readonly (HeldJob Job, int Left)?[] busy = new (HeldJob, int)?[Slots];
    private long claimed;
    private long started;
    private long ended;

    public PrefetchTests() => board = new WorkBoard(new TypedTasksWorkerOptions { Concurrency = Slots }, new AbandonedJobs(1), burst: false, time, new Random(1));

    [Theory]
    [InlineData(0, 1, 1, 1.01)] // all short
    [InlineData(5, 1, 2000, 1.4)] // one in twenty takes two seconds
    [InlineData(1, 1, 5000, 1.4)]
    [InlineData(30, 2, 300, 1.4)]
    public async Task Hardly_any_job_is_claimed_in_vain_whatever_their_lengths(int percentLong, int shortMilliseconds, int longMilliseconds, double mostClaimsPerStart)
    {
        var pump = board.NextTripAsync();
        for (var millisecond = 0; millisecond < 20_000; millisecond++)
        {
            if (pump.IsCompleted)
            {
                var trip = (await pump)!; // ! the worker is not stopping
                board.Complete(trip, [.. Enumerable.Range(0, trip.Claim).Select(_ => Job(++claimed))]);
                pump = board.NextTripAsync();
            }

            for (var slot = 0; slot < Slots; slot++) await PlayAsync(slot, () => chance.Next(100) < percentLong ? longMilliseconds : shortMilliseconds);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(ended > 500, $"Only {ended} jobs ended.");
        Assert.True(claimed <= started * mostClaimsPerStart, $"{claimed} jobs were claimed, and {started} started.");
    }

    public void Dispose() => board.Dispose();

    private async Task PlayAsync(int slot, Func<int> length)
    {
        if (busy[slot] is var (running, left))
        {
            busy[slot] = (running, left - 1);
            if (left > 1) return;
            ended++;
            busy[slot] = Run(board.Finish(running, new AttemptOutcome { Attempt = running.Id, Kind = OutcomeKind.Succeeded }), length);
            if (busy[slot] is not null) return;
        }

        free[slot] ??= board.NextJobAsync().AsTask();
        if (!free[slot]!.IsCompleted) return; // ! set right here
        var job = (await free[slot]!)!; // ! the same; the worker is not stopping
        Assert.True(board.Begin(job));
        busy[slot] = Run(job, length);
        free[slot] = null;
    }

    private (HeldJob, int)? Run(HeldJob? job, Func<int> length)
    {
        if (job is null) return null;
        started++;
        return (job, length());
    }

    private static HeldJob Job(long id) => new(
        new ClaimedJob { AttemptId = new AttemptId(id, 1, 0), Queue = 1, Contract = 1, Attempt = 1, MaxAttempts = 1, Crashes = 0, EnqueuedAt = default, Payload = [] }, Session, claimedAt: 0);
}
