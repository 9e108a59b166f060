using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Jobs;

/// <summary>A place in the order of a queue's ready jobs.</summary>
internal readonly record struct JobMark(short Rank, long ExpectedBy, long Id) : IComparable<JobMark>
{
    /// <summary>Before all jobs.</summary>
    public static JobMark Lowest { get; } = new(short.MinValue, DatabaseTime.MinusInfinity, 0);

    public int CompareTo(JobMark other) => (Rank, ExpectedBy, Id).CompareTo((other.Rank, other.ExpectedBy, other.Id));
}
