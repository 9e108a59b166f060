using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class ScalarTasks
{
    [QueueTask]
    internal static void TakeBoolean(bool value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSByte(sbyte value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByte(byte value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInt16(short value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeUInt16(ushort value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInt32(int value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeUInt32(uint value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInt64(long value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeUInt64(ulong value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSingle(float value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDouble(double value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDecimal(decimal value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeChar(char value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeString(string value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeGuid(Guid value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDateTime(DateTime value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDateTimeOffset(DateTimeOffset value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDateOnly(DateOnly value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTimeOnly(TimeOnly value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTimeSpan(TimeSpan value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeUri(Uri value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeVersion(Version value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeBytes(byte[] value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDay(DayOfWeek value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSmallEnum(SmallEnum value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeBigEnum(BigEnum value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableInt32(int? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableString(string? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableEnum(DayOfWeek? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableBytes(byte[]? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableDate(DateOnly? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNamedEnum(NamedEnum value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNamedFlags(Dictionary<NamedFlags, NamedFlags?> value, JobContext context) => Capture.Got(context, value);

    [JsonConverter(typeof(JsonStringEnumConverter))]
    internal enum NamedEnum
    {
        None,
        Größe,
    }

    [Flags]
    [JsonConverter(typeof(JsonStringEnumConverter<NamedFlags>))]
    internal enum NamedFlags : long
    {
        One = 1,
        Two = 2,
    }

    internal enum SmallEnum : byte
    {
        None,
        All = 255,
    }

    [Flags]
    internal enum BigEnum : ulong
    {
        None,
        One = 1,
        High = 1UL << 63,
    }
}
