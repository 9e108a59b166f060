using System.Globalization;

namespace TypedTasks.Benchmarks.Payloads;

/// <summary>The values that are written and read: the same in every run.</summary>
internal static class SampleValues
{
    private const int Seed = 20;
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 30, 15, 123, TimeSpan.FromHours(1));

    public static Flat Flat { get; } = new(
        new Guid("6f1b1d6e-53a5-4c3b-9a52-1d8a3e7c9b10"), 42_117, "Grace Hopper", "grace.hopper@example.org", true, 1_234.50m, 0.8125, Noon, 9_007_199_254, null);

    public static Order Order { get; } = new(
        new Guid("0b0e6c39-8f4e-4a30-b5d8-0f6f0a9d2c44"), "Example Trading Ltd", Noon,
        [.. Enumerable.Range(1, 20).Select(i => new OrderLine(1000 + (i * 37), string.Create(CultureInfo.InvariantCulture, $"Article number {i}, boxed"), i % 5, 9.95m * i))]);

    public static Numbers Numbers { get; } = new([.. RandomNumbers(1000)]);

    /// <summary>Eight kilobytes of plain text.</summary>
    public static Letter Letter { get; } = new(Repeat("The quick brown fox jumps over the lazy dog while the band plays on. ", 8192));

    private static IEnumerable<int> RandomNumbers(int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++) yield return random.Next(1_000_000);
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];
}
