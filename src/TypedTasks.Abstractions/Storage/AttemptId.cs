namespace TypedTasks.Storage;

/// <summary>
/// Names one claim of one job: the fence. Claims are counted up and never handed back,
/// so an attempt that lost its lease can't be taken for a later one.
/// </summary>
/// <param name="JobId">The job's number.</param>
/// <param name="Claims">The job's number of claims when this attempt claimed it, from 1.</param>
public readonly record struct AttemptId(long JobId, int Claims);
