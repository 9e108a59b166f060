using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

/// <summary>Suspects run with nothing beside them, and take no more than half of a busy worker's time.</summary>
public sealed class LoneRunTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkBoard board;

    public LoneRunTests() => board = new WorkBoard(new TypedTasksWorkerOptions(), new AbandonedJobs(1), burst: false, time, new Random(1));

    [Fact]
    public async Task Beside_a_job_that_runs_a_suspect_is_only_held()
    {
        await HoldBesideAsync();
        var next = board.NextTripAsync();

        board.Expect();

        Assert.False(next.IsCompleted, "Nothing may be claimed before the worker is empty.");
        Assert.Equal(1, board.Running);
    }

    [Fact]
    public async Task It_is_given_back_and_claimed_to_run_alone_in_one_trip()
    {
        var neighbour = await HoldBesideAsync();
        board.Finish(neighbour, Succeeded(neighbour));
        board.Complete(await TripAsync(), []);

        var alone = await TripAsync();

        Assert.Equal((ClaimKind.Alone, 1), (alone.Kind, alone.Claim));
        Assert.Equal((new AttemptId(9, 3, 0), OutcomeKind.Released), Assert.Single(alone.Outcomes) is var release ? (release.Attempt, release.Kind) : default);
    }

    [Fact]
    public async Task While_it_runs_alone_nothing_else_is_claimed_and_afterwards_ordinary_work_goes_on()
    {
        await BecomeAloneAsync();
        var next = board.NextTripAsync();
        board.Expect();
        Assert.False(next.IsCompleted);

        var suspect = (await board.NextJobAsync())!; // ! the worker is not stopping
        board.Finish(suspect, Succeeded(suspect));
        board.Complete((await next)!, []); // ! the same

        Assert.Equal(ClaimKind.Ready, (await TripAsync()).Kind);
    }

    [Fact]
    public async Task Where_the_process_may_die_of_what_others_left_it_runs_as_the_held_job_that_it_is()
    {
        // A task found no memory before: the process may die of that, and the job that is marked as alone would fail for it.
        using var doubtful = new WorkBoard(new TypedTasksWorkerOptions(), new AbandonedJobs(1), burst: false, time, new Random(1)) { MayDieOfOthers = static () => true };
        var neighbour = await HoldBesideAsync(doubtful);
        doubtful.Finish(neighbour, Succeeded(neighbour));

        doubtful.Complete(await TripAsync(doubtful), []);

        var next = doubtful.NextTripAsync().AsTask();
        var suspect = (await doubtful.NextJobAsync())!; // ! the worker is not stopping
        doubtful.Expect();
        Assert.Equal((new AttemptId(9, 3, 0), false), (suspect.Id, next.IsCompleted));
        doubtful.Finish(suspect, Succeeded(suspect));
        var finish = (await next)!; // ! the same
        Assert.Equal(new AttemptId(9, 3, 0), Assert.Single(finish.Outcomes).Attempt);
        doubtful.Complete(finish, []);
        Assert.Equal(ClaimKind.Ready, (await TripAsync(doubtful)).Kind);
    }

    [Fact]
    public async Task A_busy_worker_gives_ordinary_work_as_much_time_as_suspects_took()
    {
        await BecomeAloneAsync();
        var suspect = (await board.NextJobAsync())!; // ! the worker is not stopping
        time.Advance(TimeSpan.FromMinutes(1));
        board.Finish(suspect, Succeeded(suspect));
        board.Complete(await TripAsync(), []);

        board.Complete(await TripAsync(), [Job(20, 1)], suspectsWait: true);
        Assert.Equal(ClaimKind.Ready, (await TripAsync()).Kind);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ClaimKind.Hold, (await TripAsync()).Kind);
    }

    [Theory]
    [InlineData(0, 1)] // no limit: it may never end
    [InlineData(600, 15)]
    public async Task A_worker_that_does_not_become_empty_gives_the_suspect_back_and_works_on(int timeoutSeconds, int minutes)
    {
        List<(long, int)> told = [];
        board.DrainedInVain = (job, left) => told.Add((job.JobId, left));
        await HoldBesideAsync(timeoutSeconds);
        var next = board.NextTripAsync().AsTask();
        time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(2));

        var trip = (await next)!; // ! the worker is not stopping
        Assert.Equal((new AttemptId(9, 3, 0), OutcomeKind.Released), Assert.Single(trip.Outcomes) is var release ? (release.Attempt, release.Kind) : default);
        Assert.Equal(ClaimKind.Ready, trip.Kind);
        Assert.Equal([(9L, 1)], told);
    }

    [Fact]
    public async Task Vain_attempts_to_become_empty_cost_a_tenth_of_the_time_and_last_ever_longer()
    {
        await HoldBesideAsync();
        time.Advance(TimeSpan.FromSeconds(61));
        board.Complete(await TripAsync(), [], suspectsWait: true);

        time.Advance(TimeSpan.FromMinutes(8));
        board.Expect();
        var ordinary = await TripAsync();
        board.Complete(ordinary, [], suspectsWait: true);
        time.Advance(TimeSpan.FromMinutes(2));
        board.Expect();
        var hold = await TripAsync();
        board.Complete(hold, [Job(9, 4)]);
        var next = board.NextTripAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(119));

        Assert.Equal((ClaimKind.Ready, ClaimKind.Hold, false), (ordinary.Kind, hold.Kind, next.IsCompleted));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ClaimKind.Ready, (await next)!.Kind); // ! the worker is not stopping
    }

    [Fact]
    public async Task A_worker_that_stops_gives_a_held_suspect_back()
    {
        var neighbour = await HoldBesideAsync();

        board.StopClaiming();
        var release = await TripAsync();
        Assert.Equal(new AttemptId(9, 3, 0), Assert.Single(release.Outcomes).Attempt);
        board.Complete(release, []);
        board.Finish(neighbour, Succeeded(neighbour));
        board.Complete(await TripAsync(), []);

        Assert.Null(await board.NextTripAsync());
    }

    [Fact]
    public async Task A_suspect_that_somebody_else_has_under_way_is_not_claimed_again_and_again()
    {
        // It is listed as waiting, but its row is locked, or this worker's lease is over.
        board.Complete(await TripAsync(), [], suspectsWait: true);
        var hold = await TripAsync();
        Assert.Equal(ClaimKind.Hold, hold.Kind);

        board.Complete(hold, []);

        Assert.False(board.NextTripAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task When_the_answer_to_its_claim_is_lost_it_is_looked_for_and_the_worker_goes_on()
    {
        board.Complete(await TripAsync(), [], suspectsWait: true);
        board.Fail(await TripAsync());

        var reconciling = await TripAsync();
        Assert.True(reconciling.Reconcile);
        board.Reconcile(reconciling, [new AttemptId(9, 3, 0)]);

        var next = await TripAsync();
        Assert.Equal((ClaimKind.Ready, new AttemptId(9, 3, 0)), (next.Kind, Assert.Single(next.Outcomes).Attempt));
    }

    [Fact]
    public async Task What_was_left_for_want_of_a_slot_is_claimed_when_one_is_free()
    {
        using var small = new WorkBoard(new TypedTasksWorkerOptions { Concurrency = 1 }, new AbandonedJobs(1), burst: false, time, new Random(1));
        small.Complete(await TripAsync(small), [Job(1, 1)]);
        var first = (await small.NextJobAsync())!; // ! the worker is not stopping
        small.Finish(first, Succeeded(first));
        small.Complete(await TripAsync(small), [Job(2, 1)]);
        var second = (await small.NextJobAsync())!; // ! the same
        small.Complete(await TripAsync(small), []);
        var thorough = await TripAsync(small);
        Assert.Equal((true, 0), (thorough.Thorough, thorough.FreeSlots));
        small.Complete(thorough, []);
        var next = small.NextTripAsync().AsTask();
        Assert.False(next.IsCompleted);

        small.Finish(second, Succeeded(second));

        Assert.Equal(1, (await next)!.FreeSlots); // ! the worker is not stopping
    }

    public void Dispose() => board.Dispose();

    /// <summary>A job runs, and beside it a suspect is held.</summary>
    private Task<HeldJob> HoldBesideAsync(int timeoutSeconds = 0) => HoldBesideAsync(board, timeoutSeconds);

    private static async Task<HeldJob> HoldBesideAsync(WorkBoard board, int timeoutSeconds = 0)
    {
        board.Complete(await TripAsync(board), [Job(1, 1, timeoutSeconds)], suspectsWait: true);
        var neighbour = (await board.NextJobAsync())!; // ! the worker is not stopping
        Assert.True(board.Begin(neighbour));
        var hold = await TripAsync(board);
        Assert.Equal((ClaimKind.Hold, 1), (hold.Kind, hold.Claim));
        board.Complete(hold, [Job(9, 3)]);
        return neighbour;
    }

    private async Task BecomeAloneAsync()
    {
        var neighbour = await HoldBesideAsync();
        board.Finish(neighbour, Succeeded(neighbour));
        board.Complete(await TripAsync(), []);
        board.Complete(await TripAsync(), [Job(9, 4)]);
    }

    private static AttemptOutcome Succeeded(HeldJob job) => new() { Attempt = job.Id, Kind = OutcomeKind.Succeeded };

    private static HeldJob Job(long id, int claims, int timeoutSeconds = 0)
    {
        var claimed = new ClaimedJob
        {
            AttemptId = new AttemptId(id, claims, 0), Queue = 1, Contract = 1, Attempt = 1, MaxAttempts = 1, Crashes = 0, EnqueuedAt = default, Payload = [],
        };
        var definition = new TaskDefinition { Name = "Any", Timeout = TimeSpan.FromSeconds(timeoutSeconds), Decode = _ => throw new InvalidOperationException("The board runs nothing.") };
        var tasks = new Dictionary<int, (string, TaskDefinition)> { [1] = ("Any", definition) };
        var scopes = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return new HeldJob(claimed, new SessionFacts(1, "test", tasks.ToFrozenDictionary(), scopes, new Dictionary<string, TypedTasksQueueOptions>()), claimedAt: 0);
    }

    private Task<Trip> TripAsync() => TripAsync(board);

    private static async Task<Trip> TripAsync(WorkBoard board)
    {
        var trip = board.NextTripAsync();
        Assert.True(trip.IsCompleted, "The board has no trip to make.");
        return (await trip)!; // ! the worker is not stopping
    }
}
