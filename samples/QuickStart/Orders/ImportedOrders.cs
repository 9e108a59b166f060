namespace QuickStart.Orders;

/// <summary>What an import did.</summary>
/// <param name="Enqueued">Orders stored now, with a job each.</param>
/// <param name="Found">Orders that were stored before.</param>
public sealed record ImportedOrders(int Enqueued, int Found);
