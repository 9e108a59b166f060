namespace TypedTasks.Postgres.Jobs;

/// <summary>A part of a queue's order without the dead index entries of what was claimed.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="After">What it begins behind.</param>
/// <param name="Until">What it ends with.</param>
internal readonly record struct Gap(int Queue, JobMark After, JobMark Until);
