using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Payloads;

/// <content>Numbers, dates and other values that need no escaping. They are formatted where they are to stand.</content>
public sealed partial class PayloadWriter
{
    private const int LongestInteger = 20;
    private const int LongestDecimal = 31;
    private const int LongestFloat = 128;
    private const int LongestTime = 33; // 2026-03-14T12:30:15.1234567+01:00
    private const int PlaceOfFraction = 19;
    private const int LongestFraction = 8;

    /// <summary>Writes null.</summary>
    public void WriteNull() => Copy("null"u8);

    /// <summary>Writes a truth value.</summary>
    public void WriteBoolean(bool value) => Copy(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void WriteInt32(int value)
    {
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestInteger), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes an integer.</summary>
    public void WriteUInt32(uint value)
    {
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestInteger), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes an integer.</summary>
    public void WriteInt64(long value)
    {
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestInteger), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes an integer.</summary>
    public void WriteUInt64(ulong value)
    {
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestInteger), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes a decimal with all its digits.</summary>
    public void WriteDecimal(decimal value)
    {
        if (TryWriteShort(value)) return;
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestDecimal), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes a finite number.</summary>
    public void WriteSingle(float value)
    {
        if (!float.IsFinite(value)) throw NotFinite(value);
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestFloat), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes a finite number.</summary>
    public void WriteDouble(double value)
    {
        if (TryWriteShort(value)) return;
        if (!double.IsFinite(value)) throw NotFinite(value);
        var isWritten = Utf8Formatter.TryFormat(value, Place(LongestFloat), out var length);
        Written(isWritten, length);
    }

    /// <summary>Writes a GUID.</summary>
    public void WriteGuid(Guid value)
    {
        var place = Place(38);
        Utf8Formatter.TryFormat(value, place[1..], out var length);
        Quote(place, length);
    }

    /// <summary>Writes a date and time of kind UTC or unspecified.</summary>
    public void WriteDateTime(DateTime value)
    {
        RefuseLocal(value);
        var place = Place(LongestTime + 2);
        Utf8Formatter.TryFormat(value, place[1..], out var length, 'O');
        Quote(place, TrimFraction(place.Slice(1, length)));
    }

    /// <summary>Writes a date and time with its offset.</summary>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        var place = Place(LongestTime + 2);
        Utf8Formatter.TryFormat(value, place[1..], out var length, 'O');
        Quote(place, TrimFraction(place.Slice(1, length)));
    }

    /// <summary>Writes a date.</summary>
    public void WriteDateOnly(DateOnly value)
    {
        var place = Place(12);
        value.TryFormat(place[1..], out var length, "O", CultureInfo.InvariantCulture);
        Quote(place, length);
    }

    /// <summary>Writes a time of day.</summary>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a duration in the constant format <c>d.hh:mm:ss.fffffff</c>.</summary>
    public void WriteTimeSpan(TimeSpan value)
    {
        var place = Place(28);
        Utf8Formatter.TryFormat(value, place[1..], out var length, 'c');
        Quote(place, length);
    }

    /// <summary>Writes bytes in base64.</summary>
    public void WriteBytes(byte[] value)
    {
        NotNull(value);
        WriteBase64(value);
    }

    private void WriteBase64(ReadOnlySpan<byte> value)
    {
        var place = Place(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        var status = Base64.EncodeToUtf8(value, place[1..], out _, out var length);
        Debug.Assert(status == OperationStatus.Done, "there is room for all bytes");
        Quote(place, length);
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Place(bytes.Length));
        count += bytes.Length;
    }

    private void Written(bool isWritten, int length)
    {
        Debug.Assert(isWritten, "there is room for the longest number");
        count += length;
    }

    private void Quote(Span<byte> place, int length)
    {
        place[0] = (byte)'"';
        place[length + 1] = (byte)'"';
        count += length + 2;
    }

    // Takes the zeros from the end of the fraction, and the fraction altogether if it is zero.
    private static int TrimFraction(Span<byte> time)
    {
        var digits = time.Slice(PlaceOfFraction, LongestFraction).TrimEnd((byte)'0').Length;
        if (digits == 1) digits = 0; // only the point is left
        time[(PlaceOfFraction + LongestFraction)..].CopyTo(time[(PlaceOfFraction + digits)..]);
        return time.Length - LongestFraction + digits;
    }
}
