using System.Globalization;

namespace TypedTasks.Payloads;

/// <content>Numbers that are not common, and bytes that are no array.</content>
public sealed partial class PayloadWriter
{
    /// <summary>Writes an integer.</summary>
    public void WriteInt128(Int128 value) => WriteRaw(value);

    /// <summary>Writes an integer.</summary>
    public void WriteUInt128(UInt128 value) => WriteRaw(value);

    /// <summary>Writes a finite number.</summary>
    public void WriteHalf(Half value) => WriteRaw(Half.IsFinite(value) ? value : throw NotFinite((double)value));

    /// <summary>Writes bytes in base64.</summary>
    public void WriteMemory(Memory<byte> value) => WriteBase64(value.Span);

    /// <summary>Writes bytes in base64.</summary>
    public void WriteReadOnlyMemory(ReadOnlyMemory<byte> value) => WriteBase64(value.Span);

    private void WriteRaw<TNumber>(TNumber value)
        where TNumber : IUtf8SpanFormattable
    {
        value.TryFormat(Place(48), out var length, default, CultureInfo.InvariantCulture); // the longest has 40
        count += length;
    }
}
