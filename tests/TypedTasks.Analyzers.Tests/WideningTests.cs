using System.Globalization;
using System.Text;
using TypedTasks.Payloads;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What counts as wider is read by the real readers, to the last value.</summary>
public sealed class WideningTests
{
    private static readonly Dictionary<ScalarKind, string[]> Extremes = new()
    {
        [ScalarKind.SByte] = ["-128", "127"],
        [ScalarKind.Byte] = ["0", "255"],
        [ScalarKind.Int16] = ["-32768", "32767"],
        [ScalarKind.UInt16] = ["0", "65535"],
        [ScalarKind.Int32] = ["-2147483648", "2147483647"],
        [ScalarKind.UInt32] = ["0", "4294967295"],
        [ScalarKind.Int64] = ["-9223372036854775808", "9223372036854775807"],
        [ScalarKind.UInt64] = ["0", "18446744073709551615"],
        [ScalarKind.Half] = ["-65500", "6E-08", "0.1"],
        [ScalarKind.Single] = ["3.4028235E+38", "1E-45", "-0.1"],
        [ScalarKind.Char] = ["\"x\""],
        [ScalarKind.Guid] = ["\"0f8fad5b-d9cb-469f-a165-70867728950e\""],
        [ScalarKind.DateOnly] = ["\"0001-01-01\"", "\"9999-12-31\""],
        [ScalarKind.TimeOnly] = ["\"00:00:00\"", "\"23:59:59.9999999\""],
        [ScalarKind.TimeSpan] = ["\"-10675199.02:48:05.4775808\""],
        [ScalarKind.DateTime] = ["\"9999-12-31T23:59:59.9999999Z\""],
        [ScalarKind.DateTimeOffset] = ["\"9999-12-31T23:59:59.9999999+00:00\""],
        [ScalarKind.Uri] = ["\"/a?b#c\""],
        [ScalarKind.Version] = ["\"1.2.3.4\""],
    };

    public static TheoryData<string, string> Pairs => [.. Widening.All.Select(pair => (ScalarNames.Of(pair.From), ScalarNames.Of(pair.To)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_value_can_be_read_as_the_wider_type(string from, string to)
        => Assert.All(Extremes[KindOf(from)], json => Assert.Equal(json.Trim('"'), PayloadReader.Read<string>(Encoding.UTF8.GetBytes(json), to, Reader(KindOf(to)))));

    private static ScalarKind KindOf(string name) => ScalarNames.KindOf(name) ?? throw new InvalidOperationException($"'{name}' is no value.");

    private static PayloadReading<string> Reader(ScalarKind kind) => kind switch
    {
        ScalarKind.Int16 => static (ref PayloadReader reader) => Text(reader.ReadInt16()),
        ScalarKind.UInt16 => static (ref PayloadReader reader) => Text(reader.ReadUInt16()),
        ScalarKind.Int32 => static (ref PayloadReader reader) => Text(reader.ReadInt32()),
        ScalarKind.UInt32 => static (ref PayloadReader reader) => Text(reader.ReadUInt32()),
        ScalarKind.Int64 => static (ref PayloadReader reader) => Text(reader.ReadInt64()),
        ScalarKind.UInt64 => static (ref PayloadReader reader) => Text(reader.ReadUInt64()),
        ScalarKind.Int128 => static (ref PayloadReader reader) => Text(reader.ReadInt128()),
        ScalarKind.UInt128 => static (ref PayloadReader reader) => Text(reader.ReadUInt128()),
        ScalarKind.Half => static (ref PayloadReader reader) => Text(reader.ReadHalf()),
        ScalarKind.Single => static (ref PayloadReader reader) => Text(reader.ReadSingle()),
        ScalarKind.Double => static (ref PayloadReader reader) => Text(reader.ReadDouble()),
        ScalarKind.Decimal => static (ref PayloadReader reader) => Text(reader.ReadDecimal()),
        ScalarKind.TimeSpan => static (ref PayloadReader reader) => Text(reader.ReadTimeSpan()),
        ScalarKind.String => static (ref PayloadReader reader) => reader.ReadString(),
        _ => throw new InvalidOperationException($"No reader here for {kind}."),
    };

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
