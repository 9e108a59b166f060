using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.Models;

internal readonly record struct OrderId(Guid Value);

internal readonly record struct Money(decimal Amount, string Currency);

internal sealed record OrderPlaced(OrderId Id, DateTimeOffset PlacedAt, Customer Customer, IReadOnlyList<OrderLine> Lines, Money Total, IReadOnlyDictionary<string, string> Tags);

internal sealed record Customer(int Number, string Name, string? Phone, PostalAddress Billing, PostalAddress? Delivery);

internal sealed record OrderLine(string Sku, int Quantity, Money Price, decimal? Discount = null);

/// <summary>A value object: no setters, equality by its parts.</summary>
internal sealed class PostalAddress(string street, string city, string countryCode) : IEquatable<PostalAddress>
{
    public string Street { get; } = street;

    public string City { get; } = city;

    public string CountryCode { get; } = countryCode;

    public bool Equals(PostalAddress? other) => other is not null && (Street, City, CountryCode) == (other.Street, other.City, other.CountryCode);

    public override bool Equals(object? obj) => Equals(obj as PostalAddress);

    public override int GetHashCode() => HashCode.Combine(Street, City, CountryCode);
}

internal sealed class Invoice
{
    public required string Number { get; init; }

    public required DateOnly Due { get; init; }

    public List<InvoiceLine> Lines { get; init; } = [];

    public decimal VatRate { get; init; } = 0.21m;

    public InvoiceStatus Status { get; set; }

    [JsonIgnore]
    public decimal Total => Lines.Sum(line => line.Amount);
}

internal sealed record InvoiceLine(string Text, decimal Amount);

internal enum InvoiceStatus
{
    Draft,
    Sent = 10,
    Paid = 20,
}

internal sealed record Shipment(Guid Id, Dictionary<Guid, List<Parcel>> ParcelsByWarehouse, TimeSpan? Transit);

internal sealed record Parcel(double WeightKilograms)
{
    [JsonIgnore]
    public (int, int)? Position { get; init; }
}

internal class Product
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

internal class PricedProduct : Product
{
    public decimal Price { get; set; }
}

internal sealed class StockedProduct : PricedProduct
{
    public int InStock { get; set; }

    public int[] Shelves { get; set; } = [];
}

internal sealed record PaymentRequest(OrderId Order, Money Amount, [Sensitive] string CardNumber, [Sensitive] Dictionary<string, string>? Extra = null);

internal sealed record Category(string Name, List<Category> Children);

internal sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, long? TotalCount);
