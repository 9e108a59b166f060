using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>Names with their numbers, and whether these are settled: written by no transaction that may still roll back.</summary>
internal sealed record FoundNames(List<(string Name, int Number, bool Settled)> Queues, List<(TaskContract Contract, int Number, bool Settled)> Contracts);
