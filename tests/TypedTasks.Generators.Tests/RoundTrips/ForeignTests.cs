using static TypedTasks.Generators.Tests.RoundTrips.ForeignTasks;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class ForeignTests
{
    [Fact]
    public void Values_come_back_by_the_context_of_their_type()
    {
        Payload.ComesBack(TakeMoney.Job, new Money(1.50m, "EUR<&>ü"));
        Assert.Equal("""{"value":"1.50 EUR"}""", Payload.Text(TakeMoney.Job(new Money(1.50m, "EUR"))));
        Payload.ComesBack(TakeManyMoneys.Job, new Dictionary<string, Money?> { ["a"] = null, ["b"] = new Money(2, "USD") });
    }

    [Fact]
    public void Values_come_back_by_the_context_of_the_parameter_the_member_and_the_result()
    {
        Payload.ComesBack<AddressBook?>(TakeAddress.Job, null);
        Payload.ComesBack<AddressBook?>(TakeAddress.Job, new AddressBook { ["b"] = "1", ["a"] = "2" });
        Payload.ComesBack(TakeInvoice.Job, new Invoice(1, long.MaxValue, new Money(0, "EUR")) { Numbers = new Numbers { Big = 9007199254740993 } });
        Assert.Contains("\"Big\":\"5\"", Payload.Text(TakeInvoice.Job(new Invoice(1, 2, null) { Numbers = new Numbers { Big = 5 } })), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_context_can_not_write_or_no_payload_may_hold_is_refused()
    {
        Assert.Equal("$.value", Assert.Throws<InvalidPayloadException>(() => TakeLoose.Job(new Loose { Number = double.NaN })).Path);
        Assert.Throws<InvalidPayloadException>(() => TakeLoose.Job(new Loose { Text = "a\0b" }));
        Assert.Throws<InvalidPayloadException>(() => TakeLoose.Job(null!)); // what a caller without annotations can do
        var cyclic = new Loose();
        cyclic.Next = cyclic;
        Assert.Throws<InvalidPayloadException>(() => TakeLoose.Job(cyclic));
        Assert.Throws<InvalidPayloadException>(() => TakeLoose.Job(Deep(64)));
        Assert.Equal("{\"value\":", Payload.Text(TakeLoose.Job(Deep(63)))[..9]);
    }

    [Theory]
    [InlineData("""{"value":"x"}""")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":5}""")]
    [InlineData("""{"value":"1.50 EUR" "more"}""")]
    public void What_a_context_can_not_read_is_refused(string payload)
        => Assert.StartsWith("The value at $", Payload.Refuses(TakeMoney.Job(default).Definition, payload).Message, StringComparison.Ordinal);

    private static Loose Deep(int levels) => levels == 1 ? new Loose() : new Loose { Next = Deep(levels - 1) };
}
