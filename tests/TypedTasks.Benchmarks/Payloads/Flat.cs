namespace TypedTasks.Benchmarks.Payloads;

/// <summary>A flat record of ten members of different types.</summary>
internal sealed record Flat(
    Guid Id, int Number, string Name, string Email, bool IsActive, decimal Balance, double Score, DateTimeOffset CreatedAt, long Version, string? Note);
