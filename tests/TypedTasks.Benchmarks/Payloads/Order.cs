namespace TypedTasks.Benchmarks.Payloads;

/// <summary>An order with its lines.</summary>
internal sealed record Order(Guid Id, string Customer, DateTimeOffset PlacedAt, List<OrderLine> Lines);
