using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Enums whose values have names of their own in JSON, of every odd kind.</summary>
internal static class EnumNameTasks
{
    [QueueTask]
    internal static void TakeStatus(Status value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeStatuses(Dictionary<Status, Status?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAccess(Access value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAccesses(Dictionary<Access, Access?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeOverlapping(Dictionary<Overlapping, Overlapping?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSigned(Dictionary<Signed, Signed?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeOdd(Dictionary<Odd, Odd?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTwins(Dictionary<Twins, Twins?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeLevels(Dictionary<Level, Level?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeGauge(Gauge value, JobContext context) => Capture.Got(context, value);

    [JsonConverter(typeof(JsonStringEnumConverter<Status>))]
    internal enum Status
    {
        [JsonStringEnumMemberName("on-hold")]
        OnHold,

        [JsonStringEnumMemberName("in progress, nearly")]
        InProgress,
        Done,
    }

    [Flags]
    [JsonConverter(typeof(JsonStringEnumConverter))]
    internal enum Access : byte
    {
        [JsonStringEnumMemberName("nothing")]
        None = 0,

        [JsonStringEnumMemberName("read")]
        Read = 1,
        Write = 2,
        All = 3,

        [JsonStringEnumMemberName("to run")]
        Execute = 4,

        [JsonStringEnumMemberName("high")]
        High = 12,
    }

    [Flags]
    [JsonConverter(typeof(JsonStringEnumConverter<Overlapping>))]
    internal enum Overlapping : ushort
    {
        LowTwo = 3,
        MiddleTwo = 6,
        Third = 4,
        Fourth = 8,
    }

    [Flags]
    [JsonConverter(typeof(JsonStringEnumConverter<Signed>))]
    internal enum Signed : sbyte
    {
        Most = 0x7f,

        [JsonStringEnumMemberName("minus eight")]
        MinusEight = -8,
        One = 1,
        Two = 2,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Odd>))]
    internal enum Odd : ulong
    {
        [JsonStringEnumMemberName("\"quoted\"\\ \u2028 \u007f é 😀 <&>'")]
        Escaped = 1,

        [JsonStringEnumMemberName("2")]
        ItsNumber = 2,

        [JsonStringEnumMemberName("+3")]
        Plus,

        [JsonStringEnumMemberName("null")]
        Null = ulong.MaxValue,
    }

#pragma warning disable CA1069 // values with two names are what this enum is for
    [JsonConverter(typeof(JsonStringEnumConverter<Twins>))]
    internal enum Twins
    {
        First = 1,

        [JsonStringEnumMemberName("uno")]
        Alias = 1,

        [JsonStringEnumMemberName("same")]
        Second = 2,

        [JsonStringEnumMemberName("same")]
        SecondAgain = 2,

        [JsonStringEnumMemberName("third")]
        Third,

        [JsonStringEnumMemberName("THIRD")]
        Fourth,
        thIRd,
    }
#pragma warning restore CA1069

    internal enum Level : short
    {
        [JsonStringEnumMemberName("low")]
        Low = -1,
        High = 1,
    }
}

internal sealed record Gauge(
    EnumNameTasks.Level Number,
    [property: JsonConverter(typeof(JsonStringEnumConverter<EnumNameTasks.Level>))] EnumNameTasks.Level? Name,
    IReadOnlyDictionary<EnumNameTasks.Level, EnumNameTasks.Level> Both);
