using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class WorkBoardTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkBoard board;

    public WorkBoardTests() => board = new WorkBoard(new TypedTasksWorkerOptions(), new AbandonedJobs(1), burst: false, time, new Random(1));

    [Fact]
    public async Task While_lost_claims_are_looked_for_nothing_is_claimed()
    {
        // Else the jobs of such a claim are taken for lost: they are released while they run, and run twice.
        board.Fail(await TripAsync());
        var reconciling = await TripAsync();
        var next = board.NextTripAsync();

        Assert.True(reconciling.Reconcile);
        Assert.False(next.IsCompleted);

        board.Reconcile(reconciling, []);
        Assert.True((await next)!.Claim > 0); // ! the worker is not stopping
    }

    [Fact]
    public async Task A_lost_claim_that_is_found_twice_is_released_once()
    {
        var lost = new AttemptId(7, 1);
        board.Fail(await TripAsync());
        board.Reconcile(await TripAsync(), [lost]);

        // The release did not get through, and neither did the claim beside it: that is looked for, too.
        board.Fail(await TripAsync());
        board.Reconcile(await TripAsync(), [lost]);

        Assert.Equal(lost, Assert.Single((await TripAsync()).Outcomes).Attempt);
    }

    [Fact]
    public async Task Work_that_appears_behind_a_claim_under_way_is_claimed_at_once()
    {
        var empty = await TripAsync();
        board.Expect();

        board.Complete(empty, []);

        Assert.True((await TripAsync()).Claim > 0);
    }

    [Fact]
    public async Task A_poll_does_not_end_idleness()
    {
        // Else what is enqueued while the poll is under way signals nobody.
        List<bool> told = [];
        board.IdleChanged = told.Add;
        board.Complete(await TripAsync(), []);
        var next = board.NextTripAsync();

        board.Expect();
        var poll = await next;
        Assert.Equal([true], told);
        board.Complete(poll!, []); // ! the worker is not stopping

        Assert.Equal([true], told);
    }

    [Fact]
    public async Task A_burst_looks_at_everything_only_at_its_beginning_and_end()
    {
        using var burst = new WorkBoard(new TypedTasksWorkerOptions(), new AbandonedJobs(1), burst: true, time, new Random(1));
        var dry = burst.DryAsync();
        var first = await TripAsync(burst);
        burst.Complete(first, [Job(1)]);
        await RunJobAsync(burst);

        var second = await TripAsync(burst);
        burst.Complete(second, [Job(2)]);
        await RunJobAsync(burst);

        var third = await TripAsync(burst);
        burst.Complete(third, []);
        Assert.False(dry.IsCompleted, "The job that ended may have enqueued others.");
        var last = await TripAsync(burst);
        burst.Complete(last, []);

        Assert.Equal([true, false, false, true], new[] { first, second, third, last }.Select(trip => trip.Thorough));
        Assert.True(dry.IsCompleted);
    }

    public void Dispose() => board.Dispose();

    private static async Task RunJobAsync(WorkBoard board)
    {
        var job = (await board.NextJobAsync())!; // ! the worker is not stopping
        board.Finish(job, new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Succeeded });
    }

    private static HeldJob Job(long id)
    {
        var claimed = new ClaimedJob
        {
            AttemptId = new AttemptId(id, 1), Queue = 1, Contract = 1, Attempt = 1, MaxAttempts = 1, Crashes = 0, EnqueuedAt = default, Payload = [],
        };
        var scopes = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return new HeldJob(claimed, new SessionFacts(1, "test", FrozenDictionary<int, (string, TaskDefinition)>.Empty, scopes, new Dictionary<string, TypedTasksQueueOptions>()), claimedAt: 0);
    }

    private Task<Trip> TripAsync() => TripAsync(board);

    private static async Task<Trip> TripAsync(WorkBoard board)
    {
        var trip = board.NextTripAsync();
        Assert.True(trip.IsCompleted, "The board has no trip to make.");
        return (await trip)!; // ! the worker is not stopping
    }
}
