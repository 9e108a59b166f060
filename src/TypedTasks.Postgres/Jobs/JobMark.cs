using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Jobs;

/// <summary>A place in the order of a queue's ready jobs.</summary>
internal readonly record struct JobMark(short Rank, long ExpectedBy, long Id) : IComparable<JobMark>
{
    /// <summary>Before all jobs.</summary>
    public static JobMark Lowest { get; } = new(short.MinValue, DatabaseTime.MinusInfinity, 0);

    /// <summary>Behind all jobs.</summary>
    public static JobMark Highest { get; } = new(short.MaxValue, DatabaseTime.Infinity, long.MaxValue);

    /// <summary>Whether nothing is expected of the job: such jobs of one rank stand in the order in which they were numbered, so that new ones come last.</summary>
    public bool IsUnexpected => ExpectedBy == DatabaseTime.Infinity;

    /// <summary>Before the first job of the rank of which nothing is expected.</summary>
    public static JobMark BeforeUnexpected(short rank) => new(rank, DatabaseTime.Infinity, 0);

    public int CompareTo(JobMark other) => (Rank, ExpectedBy, Id).CompareTo((other.Rank, other.ExpectedBy, other.Id));
}
