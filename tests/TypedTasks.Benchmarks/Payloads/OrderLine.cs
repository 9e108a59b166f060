namespace TypedTasks.Benchmarks.Payloads;

/// <summary>One line of an order.</summary>
internal sealed record OrderLine(int Product, string Title, int Quantity, decimal Price);
