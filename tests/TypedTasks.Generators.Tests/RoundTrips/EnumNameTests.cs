using System.Text.Encodings.Web;
using System.Text.Json;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Names of enums in JSON, given or not, against System.Text.Json.</summary>
public sealed class EnumNameTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Parts that names are made of, and what may stand around and between them.
    private static readonly string[] Parts =
    [
        "on-hold", "On-Hold", "OnHold", "Done", "done", "DONE", "in progress", "nearly", "in progress, nearly", "read", "Read", "write", "All", "aLL", "to run", "nothing", "high",
        "LowTwo", "Third", "Fourth", "minus eight", "MinusEight", "One", "Two", "uno", "Alias", "First", "same", "third", "THIRD", "thIRd", "Thirds", "low", "Low", "High", "null",
        ",", ",", ",", ", ", " ,", " ", "\t", "\u00a0", "+", "-", "0", "1", "2", "3", "12", "255", "00", "1e2", "99999999999999999999", "\"", "\\", "é", "😀", "+3", "\0",
    ];

    [Fact]
    public void Given_names_are_written_and_read()
        => Assert.Equal("""{"value":{"on-hold":"in progress, nearly","Done":null,"7":8}}""", Payload.Text(TakeStatuses.Job(new()
        {
            [EnumNameTasks.Status.OnHold] = EnumNameTasks.Status.InProgress,
            [EnumNameTasks.Status.Done] = null,
            [(EnumNameTasks.Status)7] = (EnumNameTasks.Status)8,
        })));

    [Fact]
    public void Keys_have_given_names_although_values_are_numbers()
    {
        var gauge = new Gauge(EnumNameTasks.Level.Low, EnumNameTasks.Level.Low, new Dictionary<EnumNameTasks.Level, EnumNameTasks.Level> { [EnumNameTasks.Level.Low] = EnumNameTasks.Level.High });
        Assert.Equal("""{"value":{"Number":-1,"Name":"low","Both":{"low":1}}}""", Payload.Text(TakeGauge.Job(gauge)));
        Assert.Equal(JsonSerializer.Serialize(gauge, Json), JsonSerializer.Serialize((Gauge?)Assert.Single(Payload.Run(TakeGauge.Job(gauge))), Json));
    }

    [Fact]
    public void Bytes_are_those_of_System_Text_Json()
    {
        for (var number = -130; number <= 300; number++)
        {
            ComeBack(TakeStatuses.Job, (EnumNameTasks.Status)number);
            ComeBack(TakeAccesses.Job, (EnumNameTasks.Access)number);
            ComeBack(TakeOverlapping.Job, (EnumNameTasks.Overlapping)number);
            ComeBack(TakeSigned.Job, (EnumNameTasks.Signed)number);
            ComeBack(TakeOdd.Job, (EnumNameTasks.Odd)number);
            ComeBack(TakeTwins.Job, (EnumNameTasks.Twins)number);
            ComeBack(TakeLevels.Job, (EnumNameTasks.Level)number);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_System_Text_Json_reads_is_read_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        for (var times = 0; times < 3000; times++)
        {
            var text = JsonSerializer.Serialize(string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Parts[random.Next(Parts.Length)])));
            AreReadAlike<EnumNameTasks.Status>(TakeStatuses.Job, "Done", text);
            AreReadAlike<EnumNameTasks.Access>(TakeAccesses.Job, "All", text);
            AreReadAlike<EnumNameTasks.Overlapping>(TakeOverlapping.Job, "Third", text);
            AreReadAlike<EnumNameTasks.Signed>(TakeSigned.Job, "Most", text);
            AreReadAlike<EnumNameTasks.Odd>(TakeOdd.Job, "null", text);
            AreReadAlike<EnumNameTasks.Twins>(TakeTwins.Job, "First", text);
        }
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("256")]
    [InlineData("1e1")]
    [InlineData("true")]
    [InlineData("""["read"]""")]
    [InlineData("""{"read":1}""")]
    public void Numbers_are_read_and_other_kinds_are_not(string json) => AreReadAlike(TakeAccess.Job(default).Definition, """{"value":""" + json + "}", () => JsonSerializer.Deserialize<EnumNameTasks.Access>(json));

    [Fact]
    public void A_name_of_C_sharp_is_refused_where_another_was_given()
        => Assert.Contains("but the name of a Status is needed", Payload.Refuses(TakeStatus.Job(default).Definition, """{"value":"OnHold"}""").Message, StringComparison.Ordinal);

    private static void ComeBack<TEnum>(Func<Dictionary<TEnum, TEnum?>, NewJob> job, TEnum value)
        where TEnum : struct, Enum
        => Payload.ComesBack(job, new Dictionary<TEnum, TEnum?> { [value] = value });

    private static void AreReadAlike<TEnum>(Func<Dictionary<TEnum, TEnum?>, NewJob> job, string key, string text)
        where TEnum : struct, Enum
    {
        Entry($"\"{key}\":{text}");
        Entry($"{text}:null");

        void Entry(string entry) => AreReadAlike(
            job([]).Definition, "{\"value\":{" + entry + "}}", () => JsonSerializer.Deserialize<Dictionary<TEnum, TEnum?>>("{" + entry + "}")!.Single());
    }

    private static void AreReadAlike<T>(TaskDefinition task, string payload, Func<T> expected)
        => Assert.Equal(Outcome(() => expected()), Outcome(() => Payload.Read(task, payload)[0] is var value && value is IEnumerable<T> entries ? entries.Single() : value));

    private static object? Outcome(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidPayloadException)
        {
            return "refused";
        }
    }
}
