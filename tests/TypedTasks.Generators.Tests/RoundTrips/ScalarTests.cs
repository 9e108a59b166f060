namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class ScalarTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Booleans_come_back(bool value) => Payload.ComesBack(TakeBoolean.Job, value);

    [Fact]
    public void Integers_come_back_up_to_their_bounds()
    {
        foreach (var value in new sbyte[] { sbyte.MinValue, -1, 0, sbyte.MaxValue }) Payload.ComesBack(TakeSByte.Job, value);
        foreach (var value in new byte[] { 0, byte.MaxValue }) Payload.ComesBack(TakeByte.Job, value);
        foreach (var value in new short[] { short.MinValue, 0, short.MaxValue }) Payload.ComesBack(TakeInt16.Job, value);
        foreach (var value in new ushort[] { 0, ushort.MaxValue }) Payload.ComesBack(TakeUInt16.Job, value);
        foreach (var value in new[] { int.MinValue, 0, int.MaxValue }) Payload.ComesBack(TakeInt32.Job, value);
        foreach (var value in new uint[] { 0, uint.MaxValue }) Payload.ComesBack(TakeUInt32.Job, value);
        foreach (var value in new[] { long.MinValue, 0, long.MaxValue }) Payload.ComesBack(TakeInt64.Job, value);
        foreach (var value in new ulong[] { 0, ulong.MaxValue }) Payload.ComesBack(TakeUInt64.Job, value);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    public void Floats_come_back(float value) => Payload.ComesBack(TakeSingle.Job, value);

    [Theory]
    [InlineData(0d)]
    [InlineData(0.1)]
    [InlineData(1e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void Doubles_come_back(double value) => Payload.ComesBack(TakeDouble.Job, value);

    [Fact]
    public void Negative_zero_keeps_its_sign() => Assert.True(double.IsNegative(Payload.ComesBack(TakeDouble.Job, -0.0)));

    [Fact]
    public void Decimals_come_back_with_their_trailing_zeros()
    {
        foreach (var value in new[] { 0m, 1.10m, -1.10m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m })
            Assert.Equal(decimal.GetBits(value), decimal.GetBits(Payload.ComesBack(TakeDecimal.Job, value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("<a href=\"x\">'&'</a> \\ /")]
    [InlineData("tab\t newline\n bell\u0007 delete\u007f no-break\u00a0 line\u2028 bom\ufeff")]
    [InlineData("Grüße, 世界, 😀, \U00010FFFF")]
    public void Texts_come_back(string value) => Payload.ComesBack(TakeString.Job, value);

    [Theory]
    [InlineData('a')]
    [InlineData('ü')]
    [InlineData('"')]
    [InlineData('\uffff')]
    public void Characters_come_back(char value) => Payload.ComesBack(TakeChar.Job, value);

    [Fact]
    public void Guids_come_back()
    {
        Payload.ComesBack(TakeGuid.Job, Guid.Empty);
        Payload.ComesBack(TakeGuid.Job, new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
    }

    [Fact]
    public void Dates_and_times_come_back_with_kind_and_offset()
    {
        Payload.ComesBack(TakeDateTime.Job, DateTime.MinValue);
        Payload.ComesBack(TakeDateTime.Job, DateTime.MaxValue);
        Assert.Equal(DateTimeKind.Utc, Payload.ComesBack(TakeDateTime.Job, new DateTime(2024, 2, 29, 1, 2, 3, 4, 5, DateTimeKind.Utc)).Kind);
        Assert.Equal(DateTimeKind.Unspecified, Payload.ComesBack(TakeDateTime.Job, new DateTime(2024, 2, 29)).Kind);
        Payload.ComesBack(TakeDateTimeOffset.Job, DateTimeOffset.MinValue);
        Payload.ComesBack(TakeDateTimeOffset.Job, DateTimeOffset.MaxValue);
        Assert.Equal(TimeSpan.FromMinutes(-570), Payload.ComesBack(TakeDateTimeOffset.Job, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-570))).Offset);
        Payload.ComesBack(TakeDateOnly.Job, DateOnly.MinValue);
        Payload.ComesBack(TakeDateOnly.Job, DateOnly.MaxValue);
        foreach (var value in new[] { TimeOnly.MinValue, TimeOnly.MaxValue, new TimeOnly(1, 2, 3), new TimeOnly(1, 2, 3, 4) }) Payload.ComesBack(TakeTimeOnly.Job, value);
        foreach (var value in new[] { TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(1), new TimeSpan(-3, 1, 2, 3) }) Payload.ComesBack(TakeTimeSpan.Job, value);
    }

    [Theory]
    [InlineData("https://example.org/a b?q=ü#f")]
    [InlineData("../relative path/ü")]
    [InlineData("urn:isbn:0451450523")]
    public void Uris_come_back_as_they_were_given(string value)
        => Assert.Equal(value, Payload.ComesBack(TakeUri.Job, new Uri(value, UriKind.RelativeOrAbsolute)).OriginalString);

    [Fact]
    public void Versions_come_back()
    {
        foreach (var value in new[] { "1.2", "1.2.3", "1.2.3.4", "0.0" }) Payload.ComesBack(TakeVersion.Job, new Version(value));
    }

    [Fact]
    public void Bytes_come_back()
    {
        Payload.ComesBack<byte[]>(TakeBytes.Job, []);
        Payload.ComesBack<byte[]>(TakeBytes.Job, [0, 255, 62, 63]);
    }

    [Fact]
    public void Enums_come_back_also_without_a_name()
    {
        Payload.ComesBack(TakeDay.Job, DayOfWeek.Friday);
        Payload.ComesBack(TakeDay.Job, (DayOfWeek)(-5));
        Payload.ComesBack(TakeSmallEnum.Job, ScalarTasks.SmallEnum.All);
        Payload.ComesBack(TakeBigEnum.Job, ScalarTasks.BigEnum.One | ScalarTasks.BigEnum.High);
    }

    [Fact]
    public void Enums_that_ask_for_it_come_back_by_name()
    {
        Payload.ComesBack(TakeNamedEnum.Job, ScalarTasks.NamedEnum.Größe);
        Payload.ComesBack(TakeNamedEnum.Job, (ScalarTasks.NamedEnum)(-5));
        Payload.ComesBack(TakeNamedFlags.Job, new Dictionary<ScalarTasks.NamedFlags, ScalarTasks.NamedFlags?>
        {
            [ScalarTasks.NamedFlags.One] = ScalarTasks.NamedFlags.One | ScalarTasks.NamedFlags.Two,
            [(ScalarTasks.NamedFlags)64] = (ScalarTasks.NamedFlags)65,
            [0] = null,
        });
        foreach (var payload in new[] { """{"value":"Large"}""", """{"value":null}""", """{"value":1.5}""", """{"value":""}""" }) Payload.Refuses(TakeNamedEnum.Job(default).Definition, payload);
    }

    [Fact]
    public void Nulls_come_back()
    {
        Payload.ComesBack<int?>(TakeNullableInt32.Job, null);
        Payload.ComesBack<int?>(TakeNullableInt32.Job, 5);
        Payload.ComesBack<string?>(TakeNullableString.Job, null);
        Payload.ComesBack<string?>(TakeNullableString.Job, "");
        Payload.ComesBack<DayOfWeek?>(TakeNullableEnum.Job, null);
        Payload.ComesBack<DayOfWeek?>(TakeNullableEnum.Job, DayOfWeek.Monday);
        Payload.ComesBack<byte[]?>(TakeNullableBytes.Job, null);
        Payload.ComesBack<byte[]?>(TakeNullableBytes.Job, [1]);
        Payload.ComesBack<DateOnly?>(TakeNullableDate.Job, null);
        Payload.ComesBack<DateOnly?>(TakeNullableDate.Job, new DateOnly(2024, 2, 29));
    }

    [Fact]
    public void Values_that_JSON_would_change_are_refused()
    {
        Assert.Contains("NaN", Refusal(() => TakeDouble.Job(double.NaN)), StringComparison.Ordinal);
        Assert.Contains("Infinity", Refusal(() => TakeSingle.Job(float.PositiveInfinity)), StringComparison.Ordinal);
        Assert.Contains("surrogate", Refusal(() => TakeString.Job("\ud800")), StringComparison.Ordinal);
        Assert.Contains("surrogate", Refusal(() => TakeChar.Job('\udc00')), StringComparison.Ordinal);
        Assert.Contains("NUL", Refusal(() => TakeString.Job("a\0b")), StringComparison.Ordinal);
        Assert.Contains("Local", Refusal(() => TakeDateTime.Job(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local))), StringComparison.Ordinal);
        Assert.Contains("not nullable", Refusal(() => TakeString.Job(null!)), StringComparison.Ordinal); // what a caller without annotations can do
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        var task = TakeSByte.Job(1).Definition;
        foreach (var payload in new[] { """{"value":128}""", """{"value":1.0}""", """{"value":"1"}""", """{"value":null}""", """{"value":1e2}""" }) Payload.Refuses(task, payload);
    }

    private static string Refusal(Func<NewJob> job)
    {
        var refused = Assert.Throws<InvalidPayloadException>(job);
        Assert.Equal("$.value", refused.Path);
        return refused.Message;
    }
}
