using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;

namespace TypedTasks.Payloads;

/// <content>Numbers of few digits behind the point. Prices, rates and scores mostly are; the framework's methods for any number take some five times as long.</content>
public sealed partial class PayloadWriter
{
    private const int LongestShort = 40;
    private const int SignShift = 31;
    private const int ScaleShift = 16;
    private const int DoubleScale = 4;
    private const double DoublePower = 10_000;
    private const double DoubleLimit = 1e15; // whole numbers of up to 15 digits: no two of them are the same double

    private static ReadOnlySpan<ulong> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private bool TryWriteShort(decimal value)
    {
        Span<int> parts = stackalloc int[4]; // low, middle, high, and sign with scale
        decimal.GetBits(value, parts);
        var scale = (parts[3] >> ScaleShift) & 0xFF;
        var digits = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] != 0 || digits == 0 || scale >= Powers.Length) return false;
        WriteScaled(digits, scale, isNegative: parts[3] >> SignShift != 0);
        return true;
    }

    // A number of at most 15 digits that gives the double back when it is read is the shortest one that does, since it is the only one of so few digits.
    private bool TryWriteShort(double value)
    {
        var scaled = Math.Abs(value) * DoublePower;
        if (!(scaled is >= 1 and < DoubleLimit)) return false;
        var digits = (ulong)(scaled + 0.5);
        if (digits / DoublePower != Math.Abs(value)) return false;

        var scale = DoubleScale;
        for (; scale > 0 && digits % 10 == 0; scale--) digits /= 10;
        WriteScaled(digits, scale, isNegative: value < 0);
        return true;
    }

    private void WriteScaled(ulong digits, int scale, bool isNegative)
    {
        var place = Place(LongestShort);
        var length = 0;
        if (isNegative) place[length++] = (byte)'-';
        var (whole, fraction) = Math.DivRem(digits, Powers[scale]);
        length += Format(whole, place[length..], default);
        if (scale > 0)
        {
            place[length++] = (byte)'.';
            length += Format(fraction, place[length..], new StandardFormat('D', (byte)scale));
        }

        count += length;
    }

    private static int Format(ulong value, Span<byte> place, StandardFormat format)
    {
        var isWritten = Utf8Formatter.TryFormat(value, place, out var length, format);
        Debug.Assert(isWritten, "there is room for all digits");
        return length;
    }
}
