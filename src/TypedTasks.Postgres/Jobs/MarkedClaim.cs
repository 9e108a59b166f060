namespace TypedTasks.Postgres.Jobs;

/// <summary>Where a claim begins in each of its queues.</summary>
/// <param name="Round">The full scan that the marks go back to.</param>
/// <param name="Thorough">Whether this claim is a full scan itself.</param>
/// <param name="Marks">One per queue of the request.</param>
internal sealed record MarkedClaim(int Round, bool Thorough, JobMark[] Marks);
