using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <summary>
/// Writes a payload as JSON and refuses what would not come back equal: NUL, lone surrogates, NaN, local times, nulls where none may be.
/// Used by generated code.
/// </summary>
/// <remarks>The bytes are those of System.Text.Json with default options and <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class PayloadWriter : IDisposable
{
    private const int LargestKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static PayloadWriter? spare;

    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Utf8JsonWriter json;
    private string subject = "";

    private PayloadWriter()
        => json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = PayloadLimits.MaxDepth,
        });

    /// <summary>The writer underneath.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>Takes a writer for one payload; dispose it when done.</summary>
    /// <param name="subject">What is written, for messages: <c>payload of task 'Shop.SendReceipt'</c>.</param>
    public static PayloadWriter Rent(string subject)
    {
        var writer = spare ?? new PayloadWriter();
        spare = null;
        writer.subject = subject;
        writer.isDiscriminated = false;
        return writer;
    }

    /// <summary>A member name in the form that is written.</summary>
    /// <param name="name">The name.</param>
    public static JsonEncodedText EncodeName(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>What was written.</summary>
    public byte[] ToArray()
    {
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        if (buffer.Capacity > LargestKeptBuffer) return;
        buffer.ResetWrittenCount();
        json.Reset();
        spare = this;
    }

    /// <summary>Begins an object.</summary>
    public void BeginObject()
    {
        CheckDepth();
        json.WriteStartObject();
        if (isDiscriminated) WriteDiscriminator();
    }

    /// <summary>Ends an object.</summary>
    public void EndObject() => json.WriteEndObject();

    /// <summary>Begins an array.</summary>
    public void BeginArray()
    {
        CheckDepth();
        json.WriteStartArray();
    }

    /// <summary>Ends an array.</summary>
    public void EndArray() => json.WriteEndArray();

    /// <summary>Writes a member's name, known at compile time.</summary>
    public void Member(JsonEncodedText name) => json.WritePropertyName(name);

    /// <summary>Writes a dictionary key.</summary>
    public void Member(string key)
    {
        CheckText(key);
        json.WritePropertyName(key);
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(long key)
    {
        Span<char> text = stackalloc char[20];
        key.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        json.WritePropertyName(text[..length]);
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(ulong key)
    {
        Span<char> text = stackalloc char[20];
        key.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        json.WritePropertyName(text[..length]);
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(Guid key)
    {
        Span<char> text = stackalloc char[36];
        key.TryFormat(text, out var length, "D");
        json.WritePropertyName(text[..length]);
    }

    /// <summary>Writes a dictionary key by its name; one without a name as its number.</summary>
    public void EnumMember<TEnum>(TEnum key)
        where TEnum : struct, Enum
        => json.WritePropertyName(key.ToString());

    /// <summary>Writes null.</summary>
    public void WriteNull() => json.WriteNullValue();

    /// <summary>Writes a truth value.</summary>
    public void WriteBoolean(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(int value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(uint value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(long value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(ulong value) => json.WriteNumberValue(value);

    /// <summary>Writes a decimal with all its digits.</summary>
    public void WriteNumber(decimal value) => json.WriteNumberValue(value);

    /// <summary>Writes a finite number.</summary>
    public void WriteNumber(float value)
    {
        if (!float.IsFinite(value)) throw NotFinite(value);
        json.WriteNumberValue(value);
    }

    /// <summary>Writes a finite number.</summary>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value)) throw NotFinite(value);
        json.WriteNumberValue(value);
    }

    /// <summary>Writes a text that is not null and holds no NUL and no lone surrogate.</summary>
    public void WriteString(string value)
    {
        NotNull(value);
        CheckText(value);
        json.WriteStringValue(value);
    }

    /// <summary>Writes a character as a text of one.</summary>
    public void WriteChar(char value)
    {
        ReadOnlySpan<char> text = [value];
        CheckText(text);
        json.WriteStringValue(text);
    }

    /// <summary>Writes an enum by its name; a value without a name as its number.</summary>
    public void WriteEnumName<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = value.ToString();
        if (char.IsAsciiDigit(name[0]) || name[0] == '-') json.WriteRawValue(name, skipInputValidation: true);
        else json.WriteStringValue(name);
    }

    /// <summary>Writes a GUID.</summary>
    public void WriteGuid(Guid value) => json.WriteStringValue(value);

    /// <summary>Writes a date and time of kind UTC or unspecified.</summary>
    public void WriteDateTime(DateTime value)
    {
        RefuseLocal(value);
        json.WriteStringValue(value);
    }

    /// <summary>Writes a date and time with its offset.</summary>
    public void WriteDateTimeOffset(DateTimeOffset value) => json.WriteStringValue(value);

    /// <summary>Writes a date.</summary>
    public void WriteDateOnly(DateOnly value)
    {
        Span<char> text = stackalloc char[10];
        value.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    /// <summary>Writes a time of day.</summary>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a duration in the constant format <c>d.hh:mm:ss.fffffff</c>.</summary>
    public void WriteTimeSpan(TimeSpan value)
    {
        Span<char> text = stackalloc char[26];
        value.TryFormat(text, out var length, "c", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    /// <summary>Writes a URI as it was given.</summary>
    public void WriteUri(Uri value)
    {
        NotNull(value);
        CheckText(value.OriginalString);
        json.WriteStringValue(value.OriginalString);
    }

    /// <summary>Writes a version.</summary>
    public void WriteVersion(Version value)
    {
        NotNull(value);
        json.WriteStringValue(value.ToString());
    }

    /// <summary>Writes bytes in base64.</summary>
    public void WriteBytes(byte[] value)
    {
        NotNull(value);
        json.WriteBase64StringValue(value);
    }

    /// <summary>Refuses null.</summary>
    public void NotNull([NotNull] object? value)
    {
        if (value is null) throw Refuse("is null, but is declared as not nullable. Pass a value, or declare it nullable");
    }

    /// <summary>Refuses null, and a value whose run-time type is not the declared one: what the derived type adds would be lost.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    public void Exactly<T>([NotNull] T? value)
        where T : class
    {
        NotNull(value);
        if (value.GetType() == typeof(T)) return;
        throw Refuse($"is declared as {typeof(T)} but holds a {value.GetType()}, whose further members would be lost. Pass a {typeof(T).Name}, or declare the parameter with the derived type");
    }

    /// <summary>Refuses a set or dictionary whose comparer is not the default: the comparer would be lost.</summary>
    public void DefaultComparer<TKey>(IEqualityComparer<TKey> comparer)
    {
        // Ordinal is what the default comparer of texts does, under another name.
        if (comparer is null || comparer.Equals(EqualityComparer<TKey>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal)) return;
        throw Refuse("has a comparer of its own, which JSON does not keep. Pass a collection with the default comparer");
    }

    /// <summary>The exception for a value that can't be written here.</summary>
    /// <param name="problem">Continues "The value at $.x …", without a full stop.</param>
    public InvalidPayloadException Refuse(string problem)
    {
        json.Flush();
        var path = JsonPath.After(buffer.WrittenSpan);
        return new InvalidPayloadException($"The value at {path} in the {subject} {problem}. Nothing was stored.") { Path = path };
    }

    /// <summary>Refuses a struct that was never given a value.</summary>
    public void NotDefault(bool isDefault)
    {
        if (isDefault) throw Refuse("is default(ImmutableArray), which holds no array. Pass an empty one, or declare it nullable");
    }

    /// <summary>Refuses a sorted set or dictionary whose order is not the default one: the comparer would be lost.</summary>
    public void DefaultOrder<TKey>(IComparer<TKey> comparer)
    {
        if (comparer is null || comparer.Equals(Comparer<TKey>.Default)) return;
        throw Refuse("has a comparer of its own, which JSON does not keep. Pass a collection with the default comparer");
    }

    private void RefuseLocal(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local)
            throw Refuse("is a DateTime of kind Local, which another machine would read as another time of day. Pass value.ToUniversalTime(), or use DateTimeOffset");
    }

    private void CheckDepth(int within = 0)
    {
        if (json.CurrentDepth + within >= PayloadLimits.MaxDepth)
            throw Refuse($"is nested deeper than {PayloadLimits.MaxDepth} levels. Is there a cycle? Pass identifiers instead of object graphs");
    }

    private void CheckText(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && HasLoneSurrogate(text))
            throw Refuse("holds half of a surrogate pair, which has no UTF-8 form. Cut texts at whole characters");
        if (text.Contains('\0')) throw Refuse("holds a NUL character (U+0000), which PostgreSQL can't query. Remove it, or pass byte[]");
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }

    private InvalidPayloadException NotFinite(double value)
        => Refuse($"is {value.ToString(CultureInfo.InvariantCulture)}, which JSON has no number for. Check it before you enqueue");
}
