using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class JsonValueTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1.50e+300")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"\\u00fc\\u003c\\\"\\ud83d\\ude00\"")]
    [InlineData("[]")]
    [InlineData(" { \"b\" : [ 1 , null , { } ] , \"a\\u00fc\" : \"x\" } ")]
    public void Any_JSON_comes_back(string text)
    {
        using var document = JsonDocument.Parse(text);
        var expected = $$"""{"value":{{JsonSerializer.Serialize(document.RootElement, Json)}}}""";
        var stored = TakeElement.Job(document.RootElement);
        Assert.Equal(expected, Payload.Text(stored));
        Assert.Equal(expected, Payload.Text(TakeElement.Job((JsonElement)Payload.Run(stored)[0]!))); // an element is never null

        var node = JsonNode.Parse(text);
        Assert.Equal(expected, Payload.Text(TakeNode.Job(node)));
        Assert.True(JsonNode.DeepEquals(node, (JsonNode?)Payload.Run(TakeNode.Job(node))[0]));
    }

    [Fact]
    public void Objects_and_arrays_come_back_and_nothing_else_as_such()
    {
        Assert.Equal("""{"value":{"a":1.10}}""", Payload.Text(TakeJsonObject.Job(new JsonObject { ["a"] = 1.10m })));
        Assert.Equal("""{"value":[[1],[]]}""", Payload.Text(TakeJsonArrays.Job([[1], []])));
        Assert.Equal("""{"value":[[1],[]]}""", Payload.Text(TakeJsonArrays.Job((List<JsonArray>)Payload.Run(TakeJsonArrays.Job([[1], []]))[0]!))); // what was written
        Payload.Refuses(TakeJsonObject.Job([]).Definition, """{"value":[]}""");
        Payload.Refuses(TakeJsonObject.Job([]).Definition, """{"value":null}""");
        Payload.Refuses(TakeJsonArrays.Job([]).Definition, """{"value":[{}]}""");
        Payload.Refuses(TakeNode.Job(null).Definition, """{"value":{"a":}}""");
        Assert.Null(Payload.Run(TakeNullableElement.Job(null))[0]);
    }

    [Fact]
    public void What_no_payload_may_hold_is_refused_inside_JSON_too()
    {
        Assert.Throws<InvalidPayloadException>(() => TakeElement.Job(default));
        Assert.Throws<InvalidPayloadException>(() => TakeNode.Job("a\0b"));
        Assert.Throws<InvalidPayloadException>(() => TakeNode.Job("half \ud800"));
        Assert.Throws<InvalidPayloadException>(() => TakeNode.Job(new JsonObject { ["half \ud800"] = 1 }));
        Assert.Throws<InvalidPayloadException>(() => TakeNode.Job(double.NaN));
        Assert.Throws<InvalidPayloadException>(() => TakeElement.Job(Parse("\"a\\u0000b\"")));
        Assert.Throws<InvalidPayloadException>(() => TakeElement.Job(Parse("{\"a\\u0000b\":1}")));
        Assert.Throws<InvalidPayloadException>(() => TakeElement.Job(Parse("[\"\\ud800\"]")));
    }

    [Fact]
    public void JSON_may_be_nested_as_deep_as_a_payload()
    {
        Assert.NotNull(Payload.Run(TakeElement.Job(Parse(Nested(63))))[0]);
        Assert.Throws<InvalidPayloadException>(() => TakeElement.Job(Parse(Nested(64))));
    }

    [Fact]
    public void Sorted_collections_come_back_if_their_order_is_the_default_one()
    {
        Payload.ComesBack<SortedSet<int>>(TakeSortedSet.Job, [3, 1, 2]);
        Payload.ComesBack(TakeSortedDictionary.Job, new SortedDictionary<string, int?> { ["b"] = 1, ["a"] = null });
        Assert.Throws<InvalidPayloadException>(() => TakeSortedSet.Job(new SortedSet<int>(Comparer<int>.Create((left, right) => right - left))));
        Assert.Throws<InvalidPayloadException>(() => TakeSortedDictionary.Job(new SortedDictionary<string, int?>(StringComparer.Ordinal)));
        Payload.Refuses(TakeSortedDictionary.Job([]).Definition, """{"value":{"a":1,"a":2}}""");
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;
}
