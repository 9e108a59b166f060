using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Jobs;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class WorkBoardTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkBoard board;
    private Task<Trip?>? pump;

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
    public async Task A_job_that_is_given_the_number_of_a_lost_one_is_held_beside_it()
    {
        // A fail-over lost the job that runs here, and its number was given out again.
        board.Complete(await TripAsync(), [Job(7, claimedAt: 1)]);
        var lost = (await board.NextJobAsync())!; // ! the worker is not stopping
        board.Complete(await TripAsync(), [Job(7, claimedAt: 2)]);
        var given = (await board.NextJobAsync())!; // ! the same

        Assert.True(board.Cancel([given.Id]));
        Assert.Equal((StopReason.None, StopReason.Canceled), (lost.StopReason, given.StopReason));

        board.Finish(lost, Succeeded(lost));
        Assert.Equal(lost.Id, Assert.Single((await TripAsync()).Outcomes).Attempt);
    }

    [Fact]
    public async Task A_lost_claim_that_is_found_twice_is_released_once()
    {
        var lost = new AttemptId(7, 1, 0);
        board.Fail(await TripAsync());
        board.Reconcile(await TripAsync(), [lost]);

        // The release did not get through, and neither did the claim beside it: that is looked for, too.
        board.Fail(await TripAsync());
        board.Reconcile(await TripAsync(), [lost]);

        Assert.Equal(lost, Assert.Single((await TripAsync()).Outcomes).Attempt);
    }

    [Theory]
    [InlineData(nameof(StopReason.LeaseLost))]
    [InlineData(nameof(StopReason.Shutdown))]
    public async Task A_job_that_was_given_up_at_the_end_is_not_taken_for_a_lost_claim(string reason)
    {
        // It has started. Released it would run again, also if it may run only once.
        board.Complete(await TripAsync(), [Job(7)]);
        await board.NextJobAsync();
        var failing = await TripAsync();

        board.StopClaiming();
        board.StopJobs(Enum.Parse<StopReason>(reason));
        board.AbandonAll();
        board.Fail(failing);

        Assert.Null(await board.NextTripAsync());
    }

    [Fact]
    public async Task What_a_look_for_lost_claims_finds_after_the_jobs_were_given_up_is_left_alone()
    {
        board.Complete(await TripAsync(), [Job(7)]);
        var job = (await board.NextJobAsync())!; // ! the worker is not stopping
        board.Fail(await TripAsync());
        var looking = await TripAsync();

        board.StopClaiming();
        board.StopJobs(StopReason.LeaseLost);
        board.AbandonAll();

        Assert.Equal(0, board.Reconcile(looking, [job.Id]));
        Assert.Null(await board.NextTripAsync());
    }

    [Fact]
    public async Task The_time_of_a_job_runs_when_its_slot_has_a_thread()
    {
        // Else jobs time out that have not begun, where others block the threads.
        board.Complete(await TripAsync(), [Job(7, settings: JobSettings.Write(new EnqueueOptions { Timeout = TimeSpan.FromMinutes(1) }))]);
        var job = (await board.NextJobAsync())!; // ! the worker is not stopping

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(StopReason.None, job.StopReason);
        Assert.True(board.Begin(job));
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(StopReason.Timeout, job.StopReason);
    }

    [Fact]
    public async Task A_job_that_was_given_up_before_its_slot_had_a_thread_is_not_run()
    {
        board.Complete(await TripAsync(), [Job(7)]);
        var job = (await board.NextJobAsync())!; // ! the worker is not stopping

        board.StopJobs(StopReason.LeaseLost);
        board.AbandonAll();

        Assert.False(board.Begin(job));
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
    public async Task While_signals_are_heard_polls_come_ever_more_rarely_down_to_one_in_five_intervals()
    {
        board.Hears(true);
        var pauses = await PausesAsync(count: 40);

        // 5, 20 and 100 ms, then 1, 2, 4 and 5 seconds, spread by a quarter.
        Assert.All(pauses.Take(3).Zip([5, 20, 100]), pause => Assert.Equal(pause.Second, pause.First.TotalMilliseconds));
        Assert.All(pauses.Skip(3).Take(3).Zip([1, 2, 4]), pause => Assert.InRange(pause.First.TotalSeconds, 0.74 * pause.Second, 1.26 * pause.Second));
        Assert.All(pauses.Skip(6), pause => Assert.InRange(pause.TotalSeconds, 3.74, 6.26));
        Assert.True(pauses.Skip(6).Max() - pauses.Skip(6).Min() > TimeSpan.FromSeconds(1), "Polls of many workers must not come at once.");
    }

    [Fact]
    public async Task Where_no_signals_are_heard_polls_keep_to_their_interval()
    {
        var pauses = await PausesAsync(count: 20);

        Assert.All(pauses.Skip(3), pause => Assert.InRange(pause.TotalSeconds, 0.74, 1.26));
    }

    [Fact]
    public async Task When_signals_are_no_longer_heard_a_long_pause_ends_at_once()
    {
        board.Hears(true);
        await PausesAsync(count: 10);
        Assert.False(Pump().IsCompleted);

        board.Hears(false);

        Assert.True((await TripOfPumpAsync()).Promotes);
    }

    [Fact]
    public async Task A_signal_that_brought_nothing_leaves_long_pauses_long()
    {
        board.Hears(true);
        await PausesAsync(count: 10);
        board.Expect();
        await CompleteAsync();

        Assert.InRange((await PausesAsync(count: 1))[0].TotalSeconds, 3.74, 6.26);
    }

    [Fact]
    public async Task A_poll_looks_for_scheduled_jobs_too_and_a_signal_does_not()
    {
        board.Complete(await TripAsync(), []);
        board.Expect();
        var signaled = await TripAsync();
        board.Complete(signaled, []);
        var polling = board.NextTripAsync();
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((false, true), (signaled.Promotes, (await polling)!.Promotes)); // ! the worker is not stopping
    }

    [Fact]
    public async Task A_look_that_failed_is_made_with_the_next_claim()
    {
        Assert.True(board.TryLook());
        var failed = await TripAsync();
        board.Fail(failed);
        board.Reconcile(await TripAsync(), []);

        Assert.Equal((true, true), (failed.Promotes, (await TripAsync()).Promotes));
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

    [Fact]
    public async Task What_has_waited_for_a_slot_for_100_milliseconds_is_given_back_although_others_start()
    {
        using var small = new WorkBoard(new TypedTasksWorkerOptions { Concurrency = 1 }, new AbandonedJobs(1), burst: false, time, new Random(1));
        small.Complete(await TripAsync(small), [Job(1)]);
        var quick = (await small.NextJobAsync())!; // ! the worker is not stopping
        time.Advance(TimeSpan.FromMilliseconds(1));
        small.Finish(quick, Succeeded(quick));

        // Jobs have become slower than what was claimed ahead for; one starts every 60 ms.
        small.Complete(await TripAsync(small), [.. Enumerable.Range(2, 10).Select(id => Job(id))]);
        var running = await small.NextJobAsync();
        time.Advance(TimeSpan.FromMilliseconds(60));
        running = small.Finish(running!, Succeeded(running!)); // ! ten jobs were claimed
        time.Advance(TimeSpan.FromMilliseconds(60));

        var trip = await TripAsync(small);
        Assert.Equal([(2L, OutcomeKind.Succeeded), .. Enumerable.Range(4, 8).Select(id => ((long)id, OutcomeKind.Released))], trip.Outcomes.Select(outcome => (outcome.Attempt.JobId, outcome.Kind)));
        Assert.Equal(3, running?.JobId);
    }

    [Fact]
    public async Task What_was_claimed_later_waits_on_when_what_came_before_it_is_given_back()
    {
        using var small = new WorkBoard(new TypedTasksWorkerOptions { Concurrency = 1 }, new AbandonedJobs(1), burst: false, time, new Random(1));
        small.Complete(await TripAsync(small), [Job(1)]);
        var quick = (await small.NextJobAsync())!; // ! the worker is not stopping
        time.Advance(TimeSpan.FromMilliseconds(1));
        small.Finish(quick, Succeeded(quick));
        var first = await TripAsync(small);
        small.Complete(first, [Job(2), Job(3), Job(4)]);
        var running = (await small.NextJobAsync())!; // ! the same
        var later = await TripAsync(small);
        time.Advance(TimeSpan.FromMilliseconds(70));
        small.Complete(later, [Job(5)]);
        running = small.Finish(running, Succeeded(running))!; // ! two wait
        time.Advance(TimeSpan.FromMilliseconds(40));

        Assert.Equal([(2L, OutcomeKind.Succeeded), (4L, OutcomeKind.Released)], (await TripAsync(small)).Outcomes.Select(outcome => (outcome.Attempt.JobId, outcome.Kind)));
        Assert.Equal(5, small.Finish(running, Succeeded(running))?.JobId);
    }

    public void Dispose() => board.Dispose();

    /// <summary>How long the worker waits before each of its next polls, none of which finds anything. A pump waits at the end.</summary>
    private async Task<List<TimeSpan>> PausesAsync(int count)
    {
        while (Pump().IsCompleted) await CompleteAsync();

        var pauses = new List<TimeSpan>();
        while (pauses.Count < count)
        {
            var since = time.GetUtcNow();
            while (!Pump().IsCompleted) time.Advance(TimeSpan.FromMilliseconds(1));
            pauses.Add(time.GetUtcNow() - since);
            await CompleteAsync();
        }

        return pauses;
    }

    /// <summary>The one pump that these tests have.</summary>
    private Task<Trip?> Pump() => pump ??= board.NextTripAsync().AsTask();

    private async Task<Trip> CompleteAsync()
    {
        var trip = await TripOfPumpAsync();
        board.Complete(trip, []);
        _ = Pump();
        return trip;
    }

    private async Task<Trip> TripOfPumpAsync()
    {
        Assert.True(Pump().IsCompleted, "The board has no trip to make.");
        var trip = await Pump();
        pump = null;
        return trip!; // ! the worker is not stopping
    }

    private static async Task RunJobAsync(WorkBoard board)
    {
        var job = (await board.NextJobAsync())!; // ! the worker is not stopping
        Assert.True(board.Begin(job));
        board.Finish(job, Succeeded(job));
    }

    private static AttemptOutcome Succeeded(HeldJob job) => new() { Attempt = job.Id, Kind = OutcomeKind.Succeeded };

    private static HeldJob Job(long id, long claimedAt = 0, byte[]? settings = null)
    {
        var claimed = new ClaimedJob
        {
            AttemptId = new AttemptId(id, 1, claimedAt), Queue = 1, Contract = 1, Attempt = 1, MaxAttempts = 1, Crashes = 0, EnqueuedAt = default, Payload = [], Settings = settings,
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
