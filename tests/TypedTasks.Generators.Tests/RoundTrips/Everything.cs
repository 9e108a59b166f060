using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

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

    public ImmutableArray<string> Parts { get; init; } = [];

    public Queue<long> Line { get; init; } = [];

    public Dictionary<double, DateTimeOffset> Times { get; init; } = [];

    public SortedSet<int> Ranks { get; init; } = [];

    public SortedDictionary<int, string> Chapters { get; init; } = [];

    public SortedList<int, Half?> Marks { get; init; } = [];

    public ImmutableSortedSet<long> Steps { get; init; } = [];

    public ImmutableSortedDictionary<int, string?> Titles { get; init; } = ImmutableSortedDictionary<int, string?>.Empty;

    public ImmutableList<Guid> Ids { get; init; } = [];

    public ImmutableDictionary<int, UInt128> Sums { get; init; } = ImmutableDictionary<int, UInt128>.Empty;

    public ConcurrentQueue<string?> Waiting { get; init; } = [];

    public ConcurrentDictionary<int, Int128> Counts { get; init; } = [];

    public LinkedList<TimeSpan> Pauses { get; init; } = [];

    public Collection<char> Letters { get; init; } = [];

    public Tuple<int, string?, Tuple<Half>>? Triple { get; init; }

    public KeyValuePair<Guid, int?[]> Entry { get; init; } = new(Guid.Empty, []);

    public List<KeyValuePair<Int128, Shade>> Shades { get; init; } = [];

    public Dictionary<Half, string> Halves { get; init; } = [];

    public Dictionary<Shade, int> ByShade { get; init; } = [];

    [JsonConverter(typeof(JsonStringEnumConverter<Shade>))]
    public Shade Named { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public DayOfWeek? NamedDay { get; set; }

    public Dictionary<EnumNameTasks.Access, EnumNameTasks.Status?> Accesses { get; init; } = [];

    public Memory<byte> Memory { get; init; }

    public ReadOnlyMemory<byte>? MaybeMemory { get; init; }

    public Memory<long> Longs { get; init; }

    public ReadOnlyMemory<char>? Characters { get; init; }

    public ReadOnlyMemory<string?> Strings { get; init; }

    public UnionTasks.Animal? Animal { get; init; }

    public List<UnionTasks.IShape?> Shapes { get; init; } = [];

    public Dictionary<long, Everything> Children { get; set; } = [];
}
