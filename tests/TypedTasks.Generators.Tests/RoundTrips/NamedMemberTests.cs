using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Enums that one member stores by name and others as numbers.</summary>
public sealed class NamedMemberTests
{
    [Theory]
    [InlineData(Shade.Light, null)]
    [InlineData(Shade.Dark, Shade.Light)]
    [InlineData((Shade)77, Shade.Dark)]
    public void Each_member_is_written_as_it_asks(Shade shade, Shade? other)
    {
        var paint = new Paint(shade, other, shade) { Again = other };
        Payload.ComesBack(TakePaint.Job, paint);
    }

    [Fact]
    public void Names_stand_where_they_were_asked_for()
        => Assert.Equal("""{"value":{"Named":"Dark","MaybeNamed":"Light","Plain":1,"Again":null}}""", Payload.Text(TakePaint.Job(new Paint(Shade.Dark, Shade.Light, Shade.Dark))));

    [Fact]
    public void A_name_is_refused_where_a_number_stands()
        => Payload.Refuses(TakePaint.Job(new Paint(Shade.Dark, null, Shade.Dark)).Definition, """{"value":{"Named":"Dark","MaybeNamed":null,"Plain":"Dark","Again":null}}""");
}

public enum Shade
{
    Light,
    Dark,
}

public sealed record Paint(
    [property: JsonConverter(typeof(JsonStringEnumConverter<Shade>))] Shade Named,
    [property: JsonConverter(typeof(JsonStringEnumConverter))] Shade? MaybeNamed,
    Shade Plain)
{
    [JsonConverter(typeof(JsonStringEnumConverter<Shade>))]
    public Shade? Again { get; init; }
}

internal static class PaintTasks
{
    [QueueTask]
    internal static void TakePaint(Paint value, JobContext context) => Capture.Got(context, value);
}
