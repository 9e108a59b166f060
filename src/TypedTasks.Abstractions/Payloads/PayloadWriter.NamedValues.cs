using System.Runtime.CompilerServices;

namespace TypedTasks.Payloads;

/// <content>Members with their names, known at compile time: one call for both halves what the compiler has to look at.</content>
/// <remarks>They are inlined, so that the length of the name is a constant, as it is for <see cref="Name"/>.</remarks>
public sealed partial class PayloadWriter
{
    /// <summary>Writes a member: a truth value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        WriteBoolean(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(ReadOnlySpan<byte> name, int value)
    {
        Name(name);
        WriteInt32(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt32(ReadOnlySpan<byte> name, uint value)
    {
        Name(name);
        WriteUInt32(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        WriteInt64(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(ReadOnlySpan<byte> name, ulong value)
    {
        Name(name);
        WriteUInt64(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt128(ReadOnlySpan<byte> name, Int128 value)
    {
        Name(name);
        WriteInt128(value);
    }

    /// <summary>Writes a member: an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt128(ReadOnlySpan<byte> name, UInt128 value)
    {
        Name(name);
        WriteUInt128(value);
    }

    /// <summary>Writes a member: a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteHalf(ReadOnlySpan<byte> name, Half value)
    {
        Name(name);
        WriteHalf(value);
    }

    /// <summary>Writes a member: a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSingle(ReadOnlySpan<byte> name, float value)
    {
        Name(name);
        WriteSingle(value);
    }

    /// <summary>Writes a member: a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDouble(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        WriteDouble(value);
    }

    /// <summary>Writes a member: a decimal with all its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDecimal(ReadOnlySpan<byte> name, decimal value)
    {
        Name(name);
        WriteDecimal(value);
    }

    /// <summary>Writes a member: a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteChar(ReadOnlySpan<byte> name, char value)
    {
        Name(name);
        WriteChar(value);
    }

    /// <summary>Writes a member: a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteString(ReadOnlySpan<byte> name, string value)
    {
        Name(name);
        WriteString(value);
    }

    /// <summary>Writes a member: a GUID.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGuid(ReadOnlySpan<byte> name, Guid value)
    {
        Name(name);
        WriteGuid(value);
    }

    /// <summary>Writes a member: a date and time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateTime(ReadOnlySpan<byte> name, DateTime value)
    {
        Name(name);
        WriteDateTime(value);
    }

    /// <summary>Writes a member: a date and time with its offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateTimeOffset(ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        Name(name);
        WriteDateTimeOffset(value);
    }

    /// <summary>Writes a member: a date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateOnly(ReadOnlySpan<byte> name, DateOnly value)
    {
        Name(name);
        WriteDateOnly(value);
    }

    /// <summary>Writes a member: a time of day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeOnly(ReadOnlySpan<byte> name, TimeOnly value)
    {
        Name(name);
        WriteTimeOnly(value);
    }

    /// <summary>Writes a member: a duration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeSpan(ReadOnlySpan<byte> name, TimeSpan value)
    {
        Name(name);
        WriteTimeSpan(value);
    }

    /// <summary>Writes a member: a URI.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUri(ReadOnlySpan<byte> name, Uri value)
    {
        Name(name);
        WriteUri(value);
    }

    /// <summary>Writes a member: a version.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVersion(ReadOnlySpan<byte> name, Version value)
    {
        Name(name);
        WriteVersion(value);
    }

    /// <summary>Writes a member: bytes in base64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBytes(ReadOnlySpan<byte> name, byte[] value)
    {
        Name(name);
        WriteBytes(value);
    }

    /// <summary>Writes a member: bytes in base64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMemory(ReadOnlySpan<byte> name, Memory<byte> value)
    {
        Name(name);
        WriteMemory(value);
    }

    /// <summary>Writes a member: bytes in base64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteReadOnlyMemory(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        Name(name);
        WriteReadOnlyMemory(value);
    }
}
