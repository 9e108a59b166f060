namespace QuickStart.Orders;

/// <summary>An order is wrong in itself.</summary>
public sealed class FaultyOrderException(string message) : Exception(message);
