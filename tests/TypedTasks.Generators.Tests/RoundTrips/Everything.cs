namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>A member of every kind, for values made at random.</summary>
internal sealed record Everything(
    bool Boolean,
    sbyte SByte,
    byte Byte,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    float Single,
    double Double,
    decimal Decimal,
    char Char,
    string Text,
    string? Note,
    Guid Guid,
    DateTime DateTime,
    DateTimeOffset DateTimeOffset,
    DateOnly DateOnly,
    TimeOnly TimeOnly,
    TimeSpan TimeSpan,
    byte[] Bytes,
    DayOfWeek Day,
    int? Number,
    DayOfWeek? OtherDay,
    Half Half,
    Int128 Int128,
    UInt128? UInt128,
    KeyValuePair<string, double> Pair)
{
    public List<int?> Numbers { get; init; } = [];

    public Dictionary<string, string[]> Words { get; set; } = [];

    public System.Collections.Immutable.ImmutableArray<string> Parts { get; init; } = [];

    public Queue<long> Line { get; init; } = [];

    public Dictionary<double, DateTimeOffset> Times { get; init; } = [];

    public Dictionary<long, Everything> Children { get; set; } = [];
}
