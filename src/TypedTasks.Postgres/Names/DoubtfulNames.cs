using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>Names that the database may have lost since this process last saw them, as of a timestamp.</summary>
internal sealed record DoubtfulNames(List<string> Queues, List<TaskContract> Contracts, long At);
