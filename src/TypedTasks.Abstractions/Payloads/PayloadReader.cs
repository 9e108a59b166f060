using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <summary>
/// Reads a payload from JSON, strictly: no missing and no repeated members, no nulls where none may be, no numbers out of range.
/// Unknown members are passed over and counted. Used by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct PayloadReader
{
    private readonly ReadOnlySpan<byte> text;
    private readonly string subject;
    private readonly SensitivePaths? sensitive;
    private Utf8JsonReader json;
    private int start; // where the text of json begins within the whole text
    private bool isEntered; // the object has been entered already, for its discriminator

    private PayloadReader(ReadOnlySpan<byte> text, string subject, SensitivePaths? sensitive)
    {
        this.text = text;
        this.subject = subject;
        this.sensitive = sensitive;
        json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = PayloadLimits.MaxDepth });
    }

    /// <summary>How many members were passed over because nothing reads them.</summary>
    public int UnknownMembers { get; private set; }

    /// <summary>Reads one whole JSON text.</summary>
    /// <param name="text">The JSON in UTF-8.</param>
    /// <param name="subject">What is read, for messages: <c>payload of task 'Shop.SendReceipt'</c>.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="sensitive">What is sensitive in it, so that messages keep it; null for nothing.</param>
    /// <exception cref="InvalidPayloadException">The text is not JSON, or not what <paramref name="read"/> expects.</exception>
    public static T Read<T>(ReadOnlySpan<byte> text, string subject, PayloadReading<T> read, SensitivePaths? sensitive = null)
    {
        var reader = new PayloadReader(text, subject, sensitive);
        try
        {
            reader.json.Read();
            var value = read(ref reader);
            if (reader.json.Read()) throw reader.Refuse("is followed by more JSON");
            return value;
        }
        catch (Exception problem) when (problem is not InvalidPayloadException)
        {
            // Whatever a constructor or the JSON reader throws means one thing to the caller: this payload can't be read.
            // Its message may quote what was read, and so may that of an exception underneath.
            var cause = reader.start > 0 && problem is JsonException ? Located(text, problem) : problem;
            throw sensitive is null
                ? reader.Refuse($"can't be read: {cause.Message}", cause)
                : reader.Refuse($"can't be read: {cause.GetType().Name}, whose message is not shown because there are sensitive members");
        }
    }

    /// <summary>Enters an object.</summary>
    public void BeginObject()
    {
        if (isEntered) isEntered = false;
        else if (json.TokenType != JsonTokenType.StartObject) throw Unexpected("an object");
    }

    /// <summary>Goes to the next member's name.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool NextMember()
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndObject;
    }

    /// <summary>Takes a dictionary key and goes on to its value.</summary>
    public string Key()
    {
        var key = json.GetString();
        Debug.Assert(key is not null, "a member's name is never null");
        json.Read();
        return key;
    }

    /// <summary>Takes a dictionary key that is an integer and goes on to its value.</summary>
    public TKey NumberKey<TKey>()
        where TKey : struct, INumberBase<TKey>
        => TKey.TryParse(Key(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : throw UnexpectedKey(typeof(TKey));

    /// <summary>Takes a dictionary key that is a GUID and goes on to its value.</summary>
    public Guid GuidKey() => Guid.TryParseExact(Key(), "D", out var key) ? key : throw UnexpectedKey(typeof(Guid));

    /// <summary>Enters an array.</summary>
    public void BeginArray()
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Unexpected("an array");
    }

    /// <summary>Goes to the next element.</summary>
    /// <returns>False at the end of the array.</returns>
    public bool NextElement()
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull() => json.TokenType == JsonTokenType.Null;

    /// <summary>Reads a truth value.</summary>
    public readonly bool ReadBoolean() => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>Reads an integer.</summary>
    public readonly sbyte ReadSByte() => IsNumber() && json.TryGetSByte(out var value) ? value : throw Unexpected("a whole number from -128 to 127");

    /// <summary>Reads an integer.</summary>
    public readonly byte ReadByte() => IsNumber() && json.TryGetByte(out var value) ? value : throw Unexpected("a whole number from 0 to 255");

    /// <summary>Reads an integer.</summary>
    public readonly short ReadInt16() => IsNumber() && json.TryGetInt16(out var value) ? value : throw Unexpected("a whole number of 16 bits");

    /// <summary>Reads an integer.</summary>
    public readonly ushort ReadUInt16() => IsNumber() && json.TryGetUInt16(out var value) ? value : throw Unexpected("a whole number of 16 bits without sign");

    /// <summary>Reads an integer.</summary>
    public readonly int ReadInt32() => IsNumber() && json.TryGetInt32(out var value) ? value : throw Unexpected("a whole number of 32 bits");

    /// <summary>Reads an integer.</summary>
    public readonly uint ReadUInt32() => IsNumber() && json.TryGetUInt32(out var value) ? value : throw Unexpected("a whole number of 32 bits without sign");

    /// <summary>Reads an integer.</summary>
    public readonly long ReadInt64() => IsNumber() && json.TryGetInt64(out var value) ? value : throw Unexpected("a whole number of 64 bits");

    /// <summary>Reads an integer.</summary>
    public readonly ulong ReadUInt64() => IsNumber() && json.TryGetUInt64(out var value) ? value : throw Unexpected("a whole number of 64 bits without sign");

    /// <summary>Reads a number.</summary>
    public readonly float ReadSingle() => IsNumber() && json.TryGetSingle(out var value) && float.IsFinite(value) ? value : throw Unexpected("a number within the range of float");

    /// <summary>Reads a number.</summary>
    public readonly double ReadDouble() => IsNumber() && json.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Unexpected("a number within the range of double");

    /// <summary>Reads a number.</summary>
    public readonly decimal ReadDecimal() => IsNumber() && json.TryGetDecimal(out var value) ? value : throw Unexpected("a number within the range of decimal");

    /// <summary>Reads a text.</summary>
    public readonly string ReadString() => json.TokenType == JsonTokenType.String ? json.GetString() ?? "" : throw Unexpected("a text");

    /// <summary>Reads a text of one character.</summary>
    public readonly char ReadChar() => ReadString() is [var only] ? only : throw Unexpected("a text of one character");

    /// <summary>Reads a GUID.</summary>
    public readonly Guid ReadGuid() => IsText() && json.TryGetGuid(out var value) ? value : throw Unexpected("a GUID");

    /// <summary>Reads a date and time.</summary>
    public readonly DateTime ReadDateTime() => IsText() && json.TryGetDateTime(out var value) ? value : throw Unexpected("a date and time");

    /// <summary>Reads a date and time with its offset.</summary>
    public readonly DateTimeOffset ReadDateTimeOffset() => IsText() && json.TryGetDateTimeOffset(out var value) ? value : throw Unexpected("a date and time with offset");

    /// <summary>Reads a date.</summary>
    public readonly DateOnly ReadDateOnly()
        => DateOnly.TryParseExact(ReadString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : throw Unexpected("a date");

    /// <summary>Reads a time of day.</summary>
    public readonly TimeOnly ReadTimeOnly()
    {
        var value = ReadTimeSpan();
        return value >= TimeSpan.Zero && value < TimeSpan.FromDays(1) ? TimeOnly.FromTimeSpan(value) : throw Unexpected("a time of day");
    }

    /// <summary>Reads a duration.</summary>
    public readonly TimeSpan ReadTimeSpan()
        => TimeSpan.TryParseExact(ReadString(), "c", CultureInfo.InvariantCulture, out var value) ? value : throw Unexpected("a duration");

    /// <summary>Reads a URI, absolute or relative.</summary>
    public readonly Uri ReadUri() => Uri.TryCreate(ReadString(), UriKind.RelativeOrAbsolute, out var value) ? value : throw Unexpected("a URI");

    /// <summary>Reads a version.</summary>
    public readonly Version ReadVersion() => Version.TryParse(ReadString(), out var value) ? value : throw Unexpected("a version");

    /// <summary>Reads bytes from base64.</summary>
    public readonly byte[] ReadBytes() => IsText() && json.TryGetBytesFromBase64(out var value) ? value : throw Unexpected("bytes in base64");

    /// <summary>The exception for an object without a member that it needs.</summary>
    /// <param name="name">The member's name in JSON.</param>
    public readonly InvalidPayloadException Lacks(string name) => Refuse($"lacks the member '{name}'");

    /// <summary>The exception for a dictionary that has a key twice.</summary>
    /// <param name="key">The key.</param>
    public readonly InvalidPayloadException Repeated<TKey>(TKey key) => Refuse(sensitive is null ? $"is given twice, under the key '{key}'" : "is given twice, under the same key");

    /// <summary>The exception for a token that is not what the declaration needs.</summary>
    /// <param name="expected">What is needed, such as <c>a text</c>.</param>
    public readonly InvalidPayloadException Unexpected(string expected)
        => Refuse(json.TokenType == JsonTokenType.Null
            ? $"is null, but {expected} is needed: it is declared as not nullable"
            : $"is {Describe()}, but {expected} is needed");

    /// <summary>The exception for a value that can't be read.</summary>
    /// <param name="problem">Continues "The value at $.x …", without a full stop.</param>
    /// <param name="innerException">What was thrown underneath, if anything.</param>
    public readonly InvalidPayloadException Refuse(string problem, Exception? innerException = null)
    {
        var path = JsonPath.After(text[..(int)Math.Min(start + json.TokenStartIndex, text.Length)], sensitive);
        return new InvalidPayloadException($"The value at {path} in the {subject} {problem}.", innerException) { Path = path };
    }

    // A JSON reader that went on behind an array counts bytes from there. One that reads the text from its beginning says where it really breaks.
    private static Exception Located(ReadOnlySpan<byte> text, Exception problem)
    {
        var whole = new PayloadReader(text, "", null);
        try
        {
            while (whole.json.Read());
        }
        catch (JsonException located)
        {
            return located;
        }

        return problem;
    }

    private readonly InvalidPayloadException UnexpectedKey(Type key) => Refuse($"has a key that is no {key.Name}");

    private readonly bool IsNumber() => json.TokenType == JsonTokenType.Number;

    private readonly bool IsText() => json.TokenType == JsonTokenType.String;

    private readonly string Describe() => json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.None => "missing",
        _ => "something else",
    };
}
