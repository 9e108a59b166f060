using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace TypedTasks.Payloads;

/// <content>Texts. Most are plain ASCII: those are narrowed where they are to stand, and then looked through once for what needs escaping.</content>
public sealed partial class PayloadWriter
{
    private const int LongestEscape = 6; // backslash, u and four digits
    private const int LongestOnStack = 256;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(character => character is not ('"' or '\\')).Select(character => (byte)character)]);

    /// <summary>Writes a text that is not null and holds no NUL and no lone surrogate.</summary>
    public void WriteString(string value)
    {
        NotNull(value);
        WriteText(value);
    }

    /// <summary>Writes a character as a text of one.</summary>
    public void WriteChar(char value) => WriteText([value]);

    /// <summary>Writes an enum by its name; a value without a name as its number.</summary>
    public void WriteEnumName<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => WriteEnumName(value, EnumNames<TEnum>.Plain);

    /// <summary>Writes an enum by its name; a value without a name as its number.</summary>
    public void WriteEnumName<TEnum>(TEnum value, EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        if (names.Of(value) is { } name) WriteText(name);
        else Copy(Encoding.UTF8.GetBytes(value.ToString("D")));
    }

    /// <summary>Writes a URI as it was given.</summary>
    public void WriteUri(Uri value)
    {
        NotNull(value);
        WriteText(value.OriginalString);
    }

    /// <summary>Writes a version.</summary>
    public void WriteVersion(Version value)
    {
        NotNull(value);
        WriteText(value.ToString());
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        var place = Place(text.Length + 2);
        var isPlain = Ascii.FromUtf16(text, place[1..], out var length) == OperationStatus.Done && !place.Slice(1, length).ContainsAnyExcept(Plain);
        if (isPlain) Quote(place, length);
        else WriteUnusual(text);
    }

    // The comma before it has been written.
    private void WriteUnusual(ReadOnlySpan<char> text)
    {
        CheckText(text);
        WriteUnchecked(text);
    }

    private void WriteUnchecked(ReadOnlySpan<char> text)
    {
        var place = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
        var length = Encoding.UTF8.GetBytes(text, place[1..]);
        if (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(place.Slice(1, length)) < 0) Quote(place, length);
        else WriteEscaped(text);
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        var longest = checked(text.Length * LongestEscape);
        var rented = longest > LongestOnStack ? ArrayPool<char>.Shared.Rent(longest) : null;
        var escaped = rented ?? stackalloc char[LongestOnStack];
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, escaped, out _, out var length);
        var place = Reserve(Encoding.UTF8.GetMaxByteCount(length) + 2);
        Quote(place, Encoding.UTF8.GetBytes(escaped[..length], place[1..]));
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
    }

    private void CheckText(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && HasLoneSurrogate(text))
            throw Refuse("holds half of a surrogate pair, which has no UTF-8 form. Cut texts at whole characters");
        if (text.Contains('\0')) throw Refuse("holds a NUL character (U+0000), which PostgreSQL can't query. Remove it, or use byte[]");
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
}
