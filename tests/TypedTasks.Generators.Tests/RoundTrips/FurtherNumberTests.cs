namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class FurtherNumberTests
{
    [Fact]
    public void Large_and_small_numbers_come_back()
    {
        foreach (var value in new[] { Int128.MinValue, Int128.MaxValue, 0, -1 }) Payload.ComesBack(TakeInt128.Job, value);
        foreach (var value in new UInt128?[] { 0, UInt128.MaxValue, null }) Payload.ComesBack(TakeUInt128.Job, value);
        foreach (var value in new[] { Half.MinValue, Half.MaxValue, Half.Epsilon, Half.Zero, (Half)0.1, (Half)(-1.5) }) Payload.ComesBack(TakeHalf.Job, value);
        Assert.True(Half.IsNegative(Payload.ComesBack(TakeHalf.Job, Half.NegativeZero)));
    }

    [Fact]
    public void What_is_no_such_number_is_refused()
    {
        Assert.Throws<InvalidPayloadException>(() => TakeHalf.Job(Half.NaN));
        Assert.Throws<InvalidPayloadException>(() => TakeHalf.Job(Half.PositiveInfinity));
        foreach (var json in new[] { "1.0", "1e2", "\"1\"", "null", "170141183460469231731687303715884105728" })
            Payload.Refuses(TakeInt128.Job(0).Definition, $$"""{"value":{{json}}}""");
        foreach (var json in new[] { "-1", "1e2", "340282366920938463463374607431768211456" })
            Payload.Refuses(TakeUInt128.Job(0).Definition, $$"""{"value":{{json}}}""");
        foreach (var json in new[] { "1e9", "\"NaN\"", "null" }) Payload.Refuses(TakeHalf.Job(Half.Zero).Definition, $$"""{"value":{{json}}}""");
    }

    [Fact]
    public void Keys_of_every_kind_come_back()
    {
        Payload.ComesBack(TakeByBoolean.Job, new Dictionary<bool, int> { [true] = 1, [false] = 2 });
        Payload.ComesBack(TakeByChar.Job, new Dictionary<char, int> { ['a'] = 1, ['"'] = 2, ['ü'] = 3, ['\\'] = 4 });
        Payload.ComesBack(TakeByDateTime.Job, new Dictionary<DateTime, int> { [DateTime.MinValue] = 1, [new DateTime(2024, 2, 29, 1, 2, 3, 4, 5, DateTimeKind.Utc)] = 2, [DateTime.MaxValue] = 3 });
        Payload.ComesBack(TakeByDateTimeOffset.Job, new Dictionary<DateTimeOffset, int> { [DateTimeOffset.MinValue] = 1, [new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-90))] = 2, [DateTimeOffset.MaxValue] = 3 });
        Payload.ComesBack(TakeByDateOnly.Job, new Dictionary<DateOnly, int> { [DateOnly.MinValue] = 1, [DateOnly.MaxValue] = 2 });
        Payload.ComesBack(TakeByTimeOnly.Job, new Dictionary<TimeOnly, int> { [TimeOnly.MinValue] = 1, [TimeOnly.MaxValue] = 2 });
        Payload.ComesBack(TakeByTimeSpan.Job, new Dictionary<TimeSpan, int> { [TimeSpan.MinValue] = 1, [TimeSpan.MaxValue] = 2, [TimeSpan.FromHours(25)] = 3 });
        Payload.ComesBack(TakeByUri.Job, new Dictionary<Uri, int> { [new Uri("https://example.com/?a=\"<ü>&'")] = 1, [new Uri("x", UriKind.Relative)] = 2 });
        Payload.ComesBack(TakeByVersion.Job, new Dictionary<Version, int> { [new Version(1, 2)] = 1, [new Version(1, 2, 3, 4)] = 2 });
        Payload.ComesBack(TakeBySingle.Job, new Dictionary<float, int> { [0.1f] = 1, [float.MaxValue] = 2, [float.Epsilon] = 3, [1e16f] = 4 });
        Payload.ComesBack(TakeByDouble.Job, new Dictionary<double, int> { [0.1] = 1, [double.MinValue] = 2, [double.Epsilon] = 3, [1e16] = 4, [-0.0] = 5 });
        Payload.ComesBack(TakeByDecimal.Job, new Dictionary<decimal, int> { [1.10m] = 1, [decimal.MaxValue] = 2, [0.0000000000000000000000000001m] = 3 });
        Payload.ComesBack(TakeByHalf.Job, new Dictionary<Half, int> { [(Half)0.1] = 1, [Half.MaxValue] = 2 });
        Payload.ComesBack(TakeByInt128.Job, new Dictionary<Int128, int> { [Int128.MinValue] = 1, [Int128.MaxValue] = 2 });
        Payload.ComesBack(TakeByUInt128.Job, new Dictionary<UInt128, int> { [0] = 1, [UInt128.MaxValue] = 2 });
    }

    [Fact]
    public void Keys_that_can_not_be_written_are_refused()
    {
        Assert.Throws<InvalidPayloadException>(() => TakeByDouble.Job(new Dictionary<double, int> { [double.NaN] = 1 }));
        Assert.Throws<InvalidPayloadException>(() => TakeBySingle.Job(new Dictionary<float, int> { [float.NegativeInfinity] = 1 }));
        Assert.Throws<InvalidPayloadException>(() => TakeByHalf.Job(new Dictionary<Half, int> { [Half.NaN] = 1 }));
        Assert.Throws<InvalidPayloadException>(() => TakeByChar.Job(new Dictionary<char, int> { ['\ud800'] = 1 }));
        Assert.Throws<InvalidPayloadException>(() => TakeByDateTime.Job(new Dictionary<DateTime, int> { [new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local)] = 1 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,2")]
    [InlineData("\\\"1\\\"")]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("true")]
    public void Keys_that_are_no_such_number_are_refused(string key)
    {
        Payload.Refuses(TakeByDouble.Job([]).Definition, With(key));
        Payload.Refuses(TakeByDecimal.Job([]).Definition, With(key));
        Payload.Refuses(TakeByDateOnly.Job([]).Definition, With(key));
        if (key != "true") Payload.Refuses(TakeByBoolean.Job([]).Definition, With(key));
    }

    private static string With(string key) => $$$"""{"value":{"{{{key}}}":1}}""";
}
