namespace TypedTasks.Benchmarks.Payloads;

/// <summary>One value, and who writes and reads it.</summary>
internal sealed record SerializedShape(string Name, Operation Writes, IReadOnlyList<Operation> TheirWrites, Operation Reads, IReadOnlyList<Operation> TheirReads);
