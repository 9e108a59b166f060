using System.Globalization;

namespace TypedTasks.Payloads;

/// <content>Numbers that <see cref="System.Text.Json.Utf8JsonReader"/> has no method for, and bytes that are no array.</content>
public ref partial struct PayloadReader
{
    /// <summary>Reads an integer.</summary>
    public readonly Int128 ReadInt128()
        => IsNumber() && Int128.TryParse(json.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Unexpected("a whole number of 128 bits");

    /// <summary>Reads an integer.</summary>
    public readonly UInt128 ReadUInt128()
        => IsNumber() && UInt128.TryParse(json.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Unexpected("a whole number of 128 bits without sign");

    /// <summary>Reads a number.</summary>
    public readonly Half ReadHalf()
        => IsNumber() && Half.TryParse(json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Half.IsFinite(value) ? value : throw Unexpected("a number within the range of Half");

    /// <summary>Reads bytes from base64.</summary>
    public readonly Memory<byte> ReadMemory() => ReadBytes();

    /// <summary>Reads bytes from base64.</summary>
    public readonly ReadOnlyMemory<byte> ReadReadOnlyMemory() => ReadBytes();
}
