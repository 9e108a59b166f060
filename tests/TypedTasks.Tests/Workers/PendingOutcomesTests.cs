using TypedTasks.Storage;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class PendingOutcomesTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly PendingOutcomes outcomes = new();

    [Fact]
    public void Large_results_leave_in_several_trips()
    {
        // A message to PostgreSQL holds 1 GB: 16 results of 64 MB together would never get through, and nothing behind them.
        foreach (var id in Enumerable.Range(1, 3)) outcomes.Add(Succeeded(id, new byte[9 * Megabyte]));
        outcomes.Add(Succeeded(4, null));

        Assert.Equal([1L], Take());
        Assert.Equal([2L], Take());
        Assert.Equal([3L, 4L], Take());
        Assert.Equal(0, outcomes.Count);
    }

    [Fact]
    public void A_result_larger_than_a_trip_should_be_leaves_alone()
    {
        outcomes.Add(Succeeded(1, new byte[20 * Megabyte]));
        outcomes.Add(Succeeded(2, [1]));

        Assert.Equal([1L], Take());
        Assert.Equal([2L], Take());
    }

    [Fact]
    public void What_was_taken_back_goes_first_next_time()
    {
        foreach (var id in Enumerable.Range(1, 3)) outcomes.Add(Succeeded(id, null));
        var taken = outcomes.Take(2);

        outcomes.Return(taken);

        Assert.Equal([1L, 2, 3], Take());
    }

    private IEnumerable<long> Take() => outcomes.Take(500).Select(outcome => outcome.Attempt.JobId);

    private static AttemptOutcome Succeeded(long id, byte[]? result) => new() { Attempt = new AttemptId(id, 1, 0), Kind = OutcomeKind.Succeeded, Result = result };
}
