using System.Text;
using System.Text.Json;

using TypedTasks.Payloads;

namespace TypedTasks.Tests.Payloads;

/// <summary>Numbers of few digits take a way of their own; the bytes must be those of System.Text.Json all the same.</summary>
public sealed class ShortNumberTests
{
    private const int Values = 20_000;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(-0.5)]
    [InlineData(0.0001)]
    [InlineData(0.00001)]
    [InlineData(0.0003)]
    [InlineData(0.30000000000000004)]
    [InlineData(1.005)]
    [InlineData(99999999999.9999)]
    [InlineData(100000000000)]
    [InlineData(999999999999999)]
    [InlineData(1e15)]
    [InlineData(1e16)]
    [InlineData(9007199254740993)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void Doubles_are_written_as_System_Text_Json_writes_them(double value) => Same(value);

    [Fact]
    public void Doubles_of_every_size_are_written_as_System_Text_Json_writes_them()
    {
        var random = new Random(7);
        Same(-0.0); // as inline data xunit takes it for 0.0
        for (var i = 0; i < Values; i++)
        {
            var rounded = Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(16)), random.Next(7));
            Same(rounded);
            Same(Math.BitIncrement(rounded));
            Same(Math.BitDecrement(rounded));
            var any = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(any)) Same(any);
        }
    }

    [Fact]
    public void Decimals_of_every_scale_are_written_as_System_Text_Json_writes_them()
    {
        var random = new Random(8);
        foreach (var edge in new[] { 0m, -0.0m, 0.00m, 1.10m, -1.10m, 100m, 0.000000001m, 0.0000000001m, decimal.MaxValue, decimal.MinValue, ulong.MaxValue, ulong.MaxValue / 1000m }) Same(edge);
        for (var i = 0; i < Values; i++)
        {
            var high = random.Next(3) == 0 ? random.Next() : 0;
            var middle = random.Next(2) == 0 ? random.Next(int.MinValue, int.MaxValue) : 0;
            Same(new decimal(random.Next(int.MinValue, int.MaxValue), middle, high, random.Next(2) == 0, (byte)random.Next(29)));
            Same(new decimal(random.Next(1000), 0, 0, random.Next(2) == 0, (byte)random.Next(12)));
        }
    }

    private static void Same(double value) => Assert.Equal(JsonSerializer.Serialize(value), Write(writer => writer.WriteDouble(value)));

    private static void Same(decimal value) => Assert.Equal(JsonSerializer.Serialize(value), Write(writer => writer.WriteDecimal(value)));

    private static string Write(Action<PayloadWriter> write)
    {
        using var writer = PayloadWriter.Rent("sample");
        write(writer);
        return Encoding.UTF8.GetString(writer.ToArray());
    }
}
