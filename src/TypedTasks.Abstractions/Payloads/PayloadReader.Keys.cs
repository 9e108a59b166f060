using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Dictionary keys other than texts, integers, GUIDs and enums: read as their values are.</content>
public ref partial struct PayloadReader
{
    /// <summary>Takes a dictionary key whose value would be a text, and goes on to its value.</summary>
    /// <param name="read">Reads the text.</param>
    public TKey TextKey<TKey>(PayloadReading<TKey> read) => ReadKey([(byte)'"', .. json.ValueSpan, (byte)'"'], read);

    /// <summary>Takes a dictionary key that is a truth value and goes on to its value.</summary>
    public bool BooleanKey() => Key() switch
    {
        "True" or "true" => true,
        "False" or "false" => false,
        _ => throw UnexpectedKey(typeof(bool)),
    };

    /// <summary>Takes a dictionary key whose value would be a number, and goes on to its value.</summary>
    /// <param name="read">Reads the number.</param>
    public TKey PlainKey<TKey>(PayloadReading<TKey> read) => ReadKey(json.ValueSpan.ToArray(), read);

    private TKey ReadKey<TKey>(byte[] key, PayloadReading<TKey> read)
    {
        var reader = new PayloadReader(key, subject, null);
        try
        {
            var isValue = reader.json.Read() && reader.json.TokenStartIndex == 0 && reader.json.BytesConsumed == key.Length;
            if (!isValue) throw UnexpectedKey(typeof(TKey));
            var value = read(ref reader);
            json.Read();
            return value;
        }
        catch (Exception problem) when (problem is JsonException or InvalidPayloadException or InvalidOperationException)
        {
            throw UnexpectedKey(typeof(TKey));
        }
    }
}
