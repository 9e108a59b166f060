using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <summary>Finds the place that the end of an unfinished JSON text stands at. Needed for error messages only, so the hot path keeps no path.</summary>
internal static class JsonPath
{
    /// <summary>The path of the value that would come next after <paramref name="prefix"/>, such as <c>$.order.lines[3].price</c>.</summary>
    /// <param name="prefix">The text before it.</param>
    /// <param name="sensitive">What is sensitive in the text: a path ends where it enters such a value, because keys in it are sensitive too.</param>
    public static string After(ReadOnlySpan<byte> prefix, SensitivePaths? sensitive)
    {
        var places = new Stack<Place>();

        // A number is only known to be whole when something follows it.
        ReadOnlySpan<byte> text = [.. prefix, (byte)' '];
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = PayloadLimits.MaxDepth + 2 }));
        try
        {
            while (reader.Read()) Step(places, ref reader);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The text breaks here, or a name in it is no UTF-8: what was read so far is the place.
        }

        return Format(places, sensitive);
    }

    private static void Step(Stack<Place> places, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                places.Peek().Member = reader.GetString();
                break;
            case JsonTokenType.StartObject:
                places.Push(new Place { IsArray = false });
                break;
            case JsonTokenType.StartArray:
                places.Push(new Place { IsArray = true });
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                places.Pop();
                Complete(places);
                break;
            default:
                Complete(places);
                break;
        }
    }

    private static void Complete(Stack<Place> places)
    {
        if (!places.TryPeek(out var place)) return;
        place.Member = null;
        place.Index++;
    }

    private static string Format(Stack<Place> places, SensitivePaths? sensitive)
    {
        var path = new StringBuilder("$");
        var node = sensitive?.Root;
        foreach (var place in places.Reverse())
        {
            if (node == SensitiveNode.Whole) break;
            if (place.IsArray) path.Append(CultureInfo.InvariantCulture, $"[{place.Index}]");
            if (place.IsArray || place.Member is null) continue;
            path.Append('.').Append(place.Member);
            node = node is null ? null : sensitive?.Find(node, place.Member);
        }

        return path.ToString();
    }

    private sealed class Place
    {
        public required bool IsArray { get; init; }

        public string? Member { get; set; }

        public int Index { get; set; }
    }
}
