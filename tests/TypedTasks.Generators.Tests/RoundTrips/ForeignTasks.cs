using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class ForeignTasks
{
    [QueueTask]
    internal static void TakeMoney(Money value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeManyMoneys(Dictionary<string, Money?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAddress([PayloadJson(typeof(ForeignContext))] AddressBook? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInvoice(Invoice value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeLoose(Loose value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    [return: PayloadJson(typeof(ForeignContext))]
    internal static AddressBook? GiveAddress() => new() { ["x"] = "y" };

    // Written as "1.50 EUR", by the converter of the type.
    [PayloadJson(typeof(ForeignContext))]
    [JsonConverter(typeof(MoneyConverter))]
    internal readonly record struct Money(decimal Amount, string Currency);

    internal sealed class AddressBook : SortedDictionary<string, string>;

    internal sealed record Invoice(int Number, [PayloadJson(typeof(ForeignContext))] long Total, Money? Tip)
    {
        [PayloadJson(typeof(ForeignContext))]
        public Numbers Numbers { get; init; } = new();
    }

    internal sealed record Numbers
    {
        [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
        public long Big { get; init; }
    }

    [PayloadJson(typeof(ForeignContext))]
    internal sealed class Loose
    {
        public string Text { get; set; } = "";

        public double Number { get; set; }

        public Loose? Next { get; set; }
    }

    internal sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString()?.Split(' ') is [var amount, var currency] ? new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) : throw new JsonException("no money");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Amount.ToString(CultureInfo.InvariantCulture) + " " + value.Currency);
    }
}

[JsonSerializable(typeof(ForeignTasks.Money))]
[JsonSerializable(typeof(ForeignTasks.AddressBook))]
[JsonSerializable(typeof(ForeignTasks.Numbers))]
[JsonSerializable(typeof(ForeignTasks.Loose))]
[JsonSerializable(typeof(long))]
internal sealed partial class ForeignContext : JsonSerializerContext;
