namespace QuickStart.Orders;

public sealed record Customer(string Name, string? Email, string Country);
