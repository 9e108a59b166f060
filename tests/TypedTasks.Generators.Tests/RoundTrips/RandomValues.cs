using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Makes values of <see cref="Everything"/> from a seed; about a third of all parts are edge cases.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Texts = ["", "\"", "\\", "/", "<>&'", "\u0001\u001f\u007f\u0080", "\u2028\u2029", "\ufeff", "ü", "世界", "😀", "\U0010ffff", "a"];

    private readonly Random random = new(seed);

    public Everything Next(int depth = 2) => new(
        random.Next(2) == 0,
        Edge<sbyte>(sbyte.MinValue, sbyte.MaxValue, () => (sbyte)random.Next()),
        Edge<byte>(byte.MinValue, byte.MaxValue, () => (byte)random.Next()),
        Edge<short>(short.MinValue, short.MaxValue, () => (short)random.Next()),
        Edge<ushort>(ushort.MinValue, ushort.MaxValue, () => (ushort)random.Next()),
        Edge(int.MinValue, int.MaxValue, random.Next),
        Edge(uint.MinValue, uint.MaxValue, () => (uint)random.NextInt64()),
        Edge(long.MinValue, long.MaxValue, random.NextInt64),
        Edge(ulong.MinValue, ulong.MaxValue, () => (ulong)random.NextInt64()),
        Edge(float.Epsilon, float.MaxValue, random.NextSingle),
        Edge(double.Epsilon, double.MinValue, () => random.NextDouble() * Math.Pow(10, random.Next(-300, 300))),
        Edge(decimal.MinValue, decimal.MaxValue, () => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29))),
        (char)random.Next(1, 0xd800),
        Text(),
        random.Next(3) == 0 ? null : Text(),
        new Guid(Bytes(16)),
        new DateTime(Edge(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks, () => random.NextInt64(DateTime.MaxValue.Ticks)), random.Next(2) == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified),
        new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(random.Next(-840, 841))),
        DateOnly.FromDayNumber(Edge(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber, () => random.Next(DateOnly.MaxValue.DayNumber))),
        new TimeOnly(Edge(0, TimeOnly.MaxValue.Ticks, () => random.NextInt64(TimeSpan.TicksPerDay))),
        new TimeSpan(Edge(long.MinValue, long.MaxValue, random.NextInt64)),
        Bytes(random.Next(40)),
        (DayOfWeek)random.Next(-1, 9),
        random.Next(3) == 0 ? null : random.Next(),
        random.Next(3) == 0 ? null : (DayOfWeek)random.Next(7),
        Edge(Half.Epsilon, Half.MinValue, () => (Half)random.NextSingle()),
        Edge(Int128.MinValue, Int128.MaxValue, () => new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64())),
        random.Next(3) == 0 ? null : new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()),
        new KeyValuePair<string, double>(Text(), random.NextDouble()))
    {
        Numbers = [.. Enumerable.Range(0, random.Next(4)).Select(i => i == 1 ? (int?)null : random.Next())],
        Words = Enumerable.Range(0, random.Next(4)).DistinctBy(i => i).ToDictionary(i => i + Text(), _ => Enumerable.Range(0, random.Next(3)).Select(_ => Text()).ToArray()),
        Parts = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())],
        Line = new Queue<long>(Enumerable.Range(0, random.Next(3)).Select(_ => random.NextInt64())),
        Times = Enumerable.Range(0, random.Next(3)).ToDictionary(i => i + random.NextDouble(), i => new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(i - 90))),
        Ranks = [.. Several(() => Edge(int.MinValue, int.MaxValue, random.Next))],
        Chapters = new SortedDictionary<int, string>(Keyed(Text)),
        Marks = new SortedList<int, Half?>(Keyed<Half?>(() => random.Next(3) == 0 ? null : Edge(Half.MaxValue, Half.NegativeZero, () => (Half)random.NextSingle()))),
        Steps = [.. Several(() => Edge(long.MinValue, long.MaxValue, random.NextInt64))],
        Titles = Keyed<string?>(() => random.Next(3) == 0 ? null : Text()).ToImmutableSortedDictionary(),
        Ids = [.. Several(() => new Guid(Bytes(16)))],
        Sums = Keyed(() => Edge(UInt128.MinValue, UInt128.MaxValue, () => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()))).ToImmutableDictionary(),
        Waiting = new ConcurrentQueue<string?>(Several<string?>(() => random.Next(3) == 0 ? null : Text())),
        Counts = new ConcurrentDictionary<int, Int128>(Keyed(() => Edge(Int128.MinValue, Int128.MaxValue, () => random.Next())).Values.Select((count, i) => KeyValuePair.Create(i, count))), // keys of one bucket change places each time
        Pauses = new LinkedList<TimeSpan>(Several(() => new TimeSpan(Edge(long.MinValue, long.MaxValue, random.NextInt64)))),
        Letters = [.. Several(() => (char)random.Next(1, 0xd800))],
        Triple = random.Next(3) == 0 ? null : new(random.Next(), random.Next(3) == 0 ? null : Text(), new((Half)random.NextSingle())),
        Entry = new(new Guid(Bytes(16)), [.. Several<int?>(() => random.Next(3) == 0 ? null : random.Next())]),
        Shades = [.. Several(() => new KeyValuePair<Int128, Shade>(Edge(Int128.MinValue, Int128.MaxValue, () => random.Next()), Shade()))],
        Halves = Several(() => Edge(Half.MinValue, Half.Epsilon, () => (Half)random.NextSingle())).Distinct().ToDictionary(half => half, _ => Text()),
        ByShade = Several(Shade).Distinct().ToDictionary(shade => shade, _ => random.Next()),
        Named = Shade(),
        NamedDay = random.Next(3) == 0 ? null : (DayOfWeek)random.Next(-1, 9),
        Accesses = Several(() => (EnumNameTasks.Access)random.Next(20)).Distinct().ToDictionary(access => access, _ => random.Next(3) == 0 ? null : (EnumNameTasks.Status?)random.Next(-1, 4)),
        Memory = Bytes(random.Next(9)),
        MaybeMemory = random.Next(3) == 0 ? null : Bytes(random.Next(9)),
        Longs = Several(() => Edge(long.MinValue, long.MaxValue, random.NextInt64)).ToArray(),
        Characters = random.Next(3) == 0 ? null : Several(() => (char)random.Next(1, 0xd800)).ToArray(),
        Strings = Several<string?>(() => random.Next(3) == 0 ? null : Text()).ToArray(),
        Animal = random.Next(4) == 0 ? null : Animal(depth),
        Shapes = [.. Several(Shape)],
        Children = Enumerable.Range(0, depth == 0 ? 0 : random.Next(3)).ToDictionary(i => random.NextInt64() + i, _ => Next(depth - 1)),
    };

    private UnionTasks.Animal Animal(int depth) => random.Next(depth == 0 ? 2 : 3) switch
    {
        0 => new UnionTasks.Dog(Text(), random.Next()),
        1 => new UnionTasks.Cat(Text()),
        _ => new UnionTasks.Group(Text()) { Members = [.. Several(() => Animal(depth - 1))] },
    };

    private UnionTasks.IShape? Shape() => random.Next(4) switch
    {
        0 => null,
        1 => new UnionTasks.Circle(random.NextDouble()),
        2 => new UnionTasks.Square(Edge(double.MinValue, -0.0, random.NextDouble)),
        _ => new UnionTasks.Nothing(),
    };

    private Shade Shade() => (Shade)random.Next(-1, 4);

    private IEnumerable<T> Several<T>(Func<T> next) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => next())];

    private Dictionary<int, T> Keyed<T>(Func<T> next) => Enumerable.Range(0, random.Next(4)).ToDictionary(i => random.Next(int.MaxValue / 4) * 4 + i, _ => next());

    private T Edge<T>(T low, T high, Func<T> between) => random.Next(6) switch
    {
        0 => low,
        1 => high,
        _ => between(),
    };

    private string Text()
    {
        var text = new StringBuilder();
        for (var parts = random.Next(6); parts > 0; parts--) text.Append(Texts[random.Next(Texts.Length)]);
        return text.ToString();
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
