namespace QuickStart.Orders;

/// <summary>What an import did.</summary>
/// <param name="Enqueued">Orders stored now, with a job each.</param>
/// <param name="Found">Orders that were stored before.</param>
/// <param name="NumberByJob">The order's number by its job, of all orders that are stored.</param>
public sealed record ImportedOrders(int Enqueued, int Found, IReadOnlyDictionary<long, string> NumberByJob);
