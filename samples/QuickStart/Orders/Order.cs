namespace QuickStart.Orders;

/// <summary>An order as it came in, right or wrong. It is the payload of <see cref="SendReceipt"/>: a receipt shows the order as it was placed.</summary>
public sealed record Order
{
    public required string Number { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public required Customer Customer { get; init; }

    /// <summary>Language and region of the receipt, such as <c>pt-BR</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The currency's three letters.</summary>
    public required string Currency { get; init; }

    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What the customer was told to pay, VAT included.</summary>
    public required decimal Total { get; init; }

    /// <summary>The customer's own words, if any.</summary>
    public string? Note { get; init; }
}
