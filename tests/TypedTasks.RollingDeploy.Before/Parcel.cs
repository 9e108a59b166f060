namespace Shop;

public sealed record Parcel(IReadOnlyList<ParcelLine> Lines, Packing Packing);

public sealed record ParcelLine(string Sku);

public enum Packing
{
    Box,
    Bag,
}
