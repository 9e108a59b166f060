using System.Globalization;

namespace TypedTasks.Payloads;

/// <content>Numbers that <see cref="System.Text.Json.Utf8JsonWriter"/> has no method for, and bytes that are no array.</content>
public sealed partial class PayloadWriter
{
    /// <summary>Writes an integer.</summary>
    public void WriteInt128(Int128 value) => WriteRaw(value);

    /// <summary>Writes an integer.</summary>
    public void WriteUInt128(UInt128 value) => WriteRaw(value);

    /// <summary>Writes a finite number.</summary>
    public void WriteHalf(Half value) => WriteRaw(Half.IsFinite(value) ? value : throw NotFinite((double)value));

    /// <summary>Writes bytes in base64.</summary>
    public void WriteMemory(Memory<byte> value) => json.WriteBase64StringValue(value.Span);

    /// <summary>Writes bytes in base64.</summary>
    public void WriteReadOnlyMemory(ReadOnlyMemory<byte> value) => json.WriteBase64StringValue(value.Span);

    private void WriteRaw<TNumber>(TNumber value)
        where TNumber : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[48]; // the longest has 40
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
