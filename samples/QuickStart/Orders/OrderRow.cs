namespace QuickStart.Orders;

/// <summary>One row of orders.csv: a line of an order, with the order's own columns repeated. The names are the columns'.</summary>
internal sealed record OrderRow(
    string Order, DateTimeOffset PlacedAt, string Customer, string Email, string Country, string Language, string Currency,
    string Sku, string Description, int Quantity, decimal UnitPrice, decimal DiscountPercent, decimal VatPercent, decimal OrderTotal, string Note);
