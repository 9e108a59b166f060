namespace AotWorker.Tasks;

public sealed record Parcel
{
    public required Guid Id { get; init; }

    public required string Receiver { get; init; }

    public required Size Size { get; init; }

    public double WeightKilograms { get; init; } = 0.5;

    public Fragility Fragility { get; init; } = Fragility.Careful;

    public decimal? InsuredValue { get; init; }

    public DateTimeOffset? DeliverBefore { get; init; }

    public IReadOnlyList<ParcelItem> Items { get; init; } = [];

    public Dictionary<string, string> Labels { get; init; } = [];
}
