namespace TypedTasks.Storage;

/// <summary>
/// Names one claim of one job: the fence. Claims are counted up and never handed back, so an attempt that lost its lease can't be taken for a later one.
/// The time tells apart what a fail-over that loses commits does not: a lost job and the new one that is given its number are both claimed for the first time.
/// </summary>
/// <param name="JobId">The job's number.</param>
/// <param name="Claims">The job's number of claims when this attempt claimed it, from 1.</param>
/// <param name="ClaimedAt">
/// When that was by the database's clock, in microseconds since a moment of the storage's own: never shown and only compared with what the same storage has given.
/// </param>
public readonly record struct AttemptId(long JobId, int Claims, long ClaimedAt);
