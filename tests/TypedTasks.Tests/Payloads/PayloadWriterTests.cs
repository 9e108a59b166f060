using System.Text;

using TypedTasks.Payloads;

namespace TypedTasks.Tests.Payloads;

public sealed class PayloadWriterTests
{
    [Fact]
    public void Texts_that_would_not_come_back_are_refused_with_their_place()
    {
        // Not as inline data: attributes are stored in UTF-8, which has no lone surrogates.
        Refused("a\0b", "NUL");
        Refused("\uD83D", "surrogate");
        Refused("x\uDE00y", "surrogate");
        Refused("\uDE00\uD83D", "surrogate");
    }

    private static void Refused(string text, string message)
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Write(writer =>
        {
            writer.BeginObject();
            writer.Member("lines");
            writer.BeginArray();
            writer.WriteString("fine 😀");
            writer.WriteString(text);
        }));

        Assert.Equal("$.lines[1]", problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was stored.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_json_does_not_have_are_refused()
    {
        Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.WriteDouble(double.NaN)));
        Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.WriteSingle(float.NegativeInfinity)));
    }

    [Fact]
    public void Local_times_are_refused()
        => Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.WriteDateTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local))));

    [Fact]
    public void Null_where_none_may_be_is_refused()
        => Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.WriteString(null!))); // what nullable-oblivious callers can do

    [Fact]
    public void A_derived_type_is_refused_by_name()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.Exactly<Exception>(new InvalidOperationException())));

        Assert.Contains("declared as System.Exception but holds a System.InvalidOperationException", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparer_of_its_own_is_refused()
        => Assert.Throws<InvalidPayloadException>(() => Write(writer => writer.DefaultComparer(StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Nesting_beyond_64_is_refused_as_a_likely_cycle()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Write(writer =>
        {
            while (true) writer.BeginArray();
        }));

        Assert.Contains("deeper than 64", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_that_was_left_in_the_middle_starts_afresh_for_the_next()
    {
        Assert.Throws<InvalidPayloadException>(() => Write(writer =>
        {
            writer.BeginObject();
            writer.WriteString("\0");
        }));

        Assert.Equal("[1]", Write(writer =>
        {
            writer.BeginArray();
            writer.WriteInt32(1);
            writer.EndArray();
        }));
    }

    private static string Write(Action<PayloadWriter> write)
    {
        using var writer = PayloadWriter.Rent("payload of task 'Shop.SendReceipt'");
        write(writer);
        return Encoding.UTF8.GetString(writer.ToArray());
    }
}
