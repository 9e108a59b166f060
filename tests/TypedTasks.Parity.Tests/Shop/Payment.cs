namespace TypedTasks.Parity.Tests.Shop;

public sealed record Payment(decimal Amount, string Currency);
