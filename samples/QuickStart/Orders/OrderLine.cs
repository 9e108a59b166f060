namespace QuickStart.Orders;

/// <summary>One line of an order; the unit price is without VAT and before the discount.</summary>
public sealed record OrderLine(string Sku, string Description, int Quantity, decimal UnitPrice, decimal DiscountPercent, decimal VatPercent)
{
    /// <summary>The line's price without VAT, rounded to what the currency knows.</summary>
    public decimal Net(int decimals)
        => Math.Round(Quantity * UnitPrice * (1 - (DiscountPercent / 100)), decimals, MidpointRounding.AwayFromZero);
}
