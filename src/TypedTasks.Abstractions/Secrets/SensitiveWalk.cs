using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

using TypedTasks.Payloads;

namespace TypedTasks;

/// <summary>Goes through a JSON text, has its sensitive values rewritten and copies everything else as it stands.</summary>
internal ref struct SensitiveWalk(ReadOnlySpan<byte> text, SensitivePaths paths, SensitiveRewrite rewrite, string subject)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly ArrayBufferWriter<byte> output = new(Math.Max(text.Length, 1));
    private readonly List<byte> place = [];
    private Utf8JsonReader json = new(text, new JsonReaderOptions { MaxDepth = PayloadLimits.MaxDepth });
    private int copied;

    /// <exception cref="InvalidPayloadException">The text is not JSON, or a value can't be rewritten.</exception>
    public byte[] Run()
    {
        try
        {
            json.Read();
            Value(paths.Root);
            json.Read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // What these say may quote the text.
            throw new InvalidPayloadException($"The {subject} is no JSON of at most {PayloadLimits.MaxDepth} levels, so its sensitive values can't be told from the rest.");
        }

        output.Write(text[copied..]);
        return output.WrittenSpan.ToArray();
    }

    private void Value(SensitiveNode node)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject when node != SensitiveNode.Whole:
                Members(node);
                break;
            case JsonTokenType.StartArray when node != SensitiveNode.Whole:
                Elements(node);
                break;
            case JsonTokenType.Null when node != SensitiveNode.Whole:
                break;
            default:
                Rewrite(); // also what is no object where one holds something sensitive: it can't be known to be harmless
                break;
        }
    }

    private void Members(SensitiveNode node)
    {
        var length = place.Count;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (Find(node) is not { } value)
            {
                json.Skip();
                continue;
            }

            Enter(json.GetString() is { } name ? string.Create(CultureInfo.InvariantCulture, $".{name.Length}:{name}") : "");
            json.Read();
            Value(value);
            CollectionsMarshal.SetCount(place, length);
        }
    }

    private void Elements(SensitiveNode node)
    {
        var length = place.Count;
        for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            Enter(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            Value(node);
            CollectionsMarshal.SetCount(place, length);
        }
    }

    private readonly SensitiveNode? Find(SensitiveNode node)
    {
        foreach (var member in node.Members)
            if (json.ValueTextEquals(member.Utf8Name)) return paths.Of(member);
        return paths.ValuesOf(node);
    }

    // With the length of each name, so that no name looks like several.
    private readonly void Enter(string step) => place.AddRange(Encoding.UTF8.GetBytes(step));

    private void Rewrite()
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        var end = (int)json.BytesConsumed;
        output.Write(text[copied..start]);
        if (rewrite(text[start..end], CollectionsMarshal.AsSpan(place), output) is { } problem)
        {
            var path = JsonPath.After(text[..start], paths);
            throw new InvalidPayloadException($"The value at {path} in the {subject} {problem}.") { Path = path };
        }

        copied = end;
    }
}
