using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class WorkBoardTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkBoard board;

    public WorkBoardTests() => board = new WorkBoard(new TypedTasksWorkerOptions(), burst: false, time, new Random(1));

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
    public async Task Work_that_appears_behind_a_claim_under_way_is_claimed_at_once()
    {
        var empty = await TripAsync();
        board.Expect();

        board.Complete(empty, []);

        Assert.True((await TripAsync()).Claim > 0);
    }

    public void Dispose() => board.Dispose();

    private async Task<Trip> TripAsync()
    {
        var trip = board.NextTripAsync();
        Assert.True(trip.IsCompleted, "The board has no trip to make.");
        return (await trip)!; // ! the worker is not stopping
    }
}
