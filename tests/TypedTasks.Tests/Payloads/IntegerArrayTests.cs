using System.Numerics;
using System.Text;
using System.Text.Json;

using TypedTasks.Payloads;

namespace TypedTasks.Tests.Payloads;

/// <summary>Arrays of integers are written and read at once; nothing else may come of it than of their elements one by one.</summary>
public sealed class IntegerArrayTests
{
    [Fact]
    public void Integers_of_every_type_are_written_as_System_Text_Json_writes_them_and_read_back()
    {
        Same<sbyte>();
        Same<short>();
        Same<ushort>();
        Same<int>();
        Same<uint>();
        Same<long>();
        Same<ulong>();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[0]")]
    [InlineData("[-0]")]
    [InlineData("[ 1 , -2 ,\n\t3\r]")]
    [InlineData("[01]")]
    [InlineData("[-]")]
    [InlineData("[-01]")]
    [InlineData("[+1]")]
    [InlineData("[1.0]")]
    [InlineData("[1e2]")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1")]
    [InlineData("[1,")]
    [InlineData("[")]
    [InlineData("[1}")]
    [InlineData("[null]")]
    [InlineData("[\"1\"]")]
    [InlineData("[1,[2]]")]
    [InlineData("[[1,2]]")]
    [InlineData("[1]2")]
    [InlineData("[1,2]]")]
    [InlineData("[255,256]")]
    [InlineData("[-128,-129]")]
    [InlineData("[2147483647,2147483648]")]
    [InlineData("[-2147483648,-2147483649]")]
    [InlineData("[4294967295,4294967296]")]
    [InlineData("[9223372036854775807]")]
    [InlineData("[9223372036854775808]")]
    [InlineData("[18446744073709551615]")]
    [InlineData("[18446744073709551616]")]
    [InlineData("[000000000000000000000001]")]
    public void An_array_is_read_where_System_Text_Json_reads_it(string json)
    {
        SameReading(json, (ref PayloadReader reader) => reader.ReadSByte());
        SameReading(json, (ref PayloadReader reader) => reader.ReadUInt16());
        SameReading(json, (ref PayloadReader reader) => reader.ReadInt32());
        SameReading(json, (ref PayloadReader reader) => reader.ReadUInt32());
        SameReading(json, (ref PayloadReader reader) => reader.ReadInt64());
        SameReading(json, (ref PayloadReader reader) => reader.ReadUInt64());
    }

    [Theory]
    [InlineData("[[1,2],[3,true]]", "$[1][1]")]
    [InlineData("[[1,2],[3,4],5]", "$[2]")]
    [InlineData("[[1,2],[3,4],[5,99999999999]]", "$[2][1]")]
    [InlineData("[[1,2],[3,4]", "$[1][2]")]
    [InlineData("[[1,2],\n[3,4],?]", "$[2]")]
    [InlineData("[[1,2],[3,4]]]", "$")]
    public void What_does_not_fit_behind_an_array_is_refused_in_the_same_words_and_with_its_place(string json, string path)
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read(Encoding.UTF8.GetBytes(json), "sample", (ref PayloadReader reader) => ReadLists(ref reader, atOnce: true)));
        var slow = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read(Encoding.UTF8.GetBytes(json), "sample", (ref PayloadReader reader) => ReadLists(ref reader, atOnce: false)));

        Assert.Equal(path, problem.Path);
        Assert.Equal(slow.Message, problem.Message);
    }

    private static void Same<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // Longer than what is written at once.
        var values = Enumerable.Range(0, 1000).Select(i => T.CreateTruncating((long)i * i * i * i * 7919)).Append(T.MinValue).Append(T.MaxValue).Append(T.Zero).ToList();
        for (var count = 0; count < values.Count; count += count < 5 || count > 250 ? 1 : 50)
        {
            var part = values[^count..];
            var json = Write(writer => writer.WriteIntegers(part));
            Assert.Equal(JsonSerializer.Serialize(part), json);
            Assert.Equal(json, Write(writer => writer.WriteIntegers(part.ToArray())));
            Assert.Equal(part, PayloadReader.Read(Encoding.UTF8.GetBytes(json), "sample", (ref PayloadReader reader) => Read<T>(ref reader, LargeOnly<T>)));
        }
    }

    private static void SameReading<T>(string json, PayloadReading<T> element)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var theirs = Try(() => JsonSerializer.Deserialize<List<T>>(json));
        var ours = Try(() => PayloadReader.Read(Encoding.UTF8.GetBytes(json), "sample", (ref PayloadReader reader) => Read(ref reader, element)));
        Assert.Equal(theirs, ours);
    }

    private static List<T> Read<T>(ref PayloadReader reader, PayloadReading<T> element, bool atOnce = true)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        reader.BeginArray();
        var items = new List<T>();
        if (!atOnce || !reader.TryReadIntegers(items)) while (reader.NextElement()) items.Add(element(ref reader));
        return items;
    }

    // The largest integers of 64 bits have too many digits to be read at once.
    private static T LargeOnly<T>(ref PayloadReader reader)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        => typeof(T) == typeof(ulong) ? T.CreateChecked(reader.ReadUInt64()) : typeof(T) == typeof(long) ? T.CreateChecked(reader.ReadInt64()) : throw reader.Unexpected("nothing");

    private static List<List<int>> ReadLists(ref PayloadReader reader, bool atOnce)
    {
        reader.BeginArray();
        var items = new List<List<int>>();
        while (reader.NextElement()) items.Add(Read(ref reader, static (ref PayloadReader element) => element.ReadInt32(), atOnce));
        return items;
    }

    private static List<T>? Try<T>(Func<List<T>?> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidPayloadException)
        {
            return null;
        }
    }

    private static string Write(Action<PayloadWriter> write)
    {
        using var writer = PayloadWriter.Rent("sample");
        write(writer);
        return Encoding.UTF8.GetString(writer.ToArray());
    }
}
