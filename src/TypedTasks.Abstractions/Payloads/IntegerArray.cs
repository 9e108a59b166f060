using System.Numerics;

namespace TypedTasks.Payloads;

/// <summary>Reads the elements of a JSON array of integers at once, without a look at each by the JSON reader.</summary>
internal static class IntegerArray
{
    private const int LongestSafe = 18; // digits that can't overflow

    /// <param name="text">What follows the opening bracket.</param>
    /// <param name="values">Takes the integers.</param>
    /// <param name="count">How many there are; 0 if it failed.</param>
    /// <returns>The place of the closing bracket; -1 if there is anything else than plain integers in range.</returns>
    public static int Parse<T>(ReadOnlySpan<byte> text, Span<T> values, out int count)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        count = 0;
        var place = Skip(text, 0);
        if (place < text.Length && text[place] == ']') return place;
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryParse(text, ref place, out values[i])) return -1;
            place = Skip(text, place);
            if (place == text.Length) return -1;
            if (text[place] == ']')
            {
                count = i + 1;
                return place;
            }

            if (text[place] != ',') return -1;
            place = Skip(text, place + 1);
        }

        return -1;
    }

    private static bool TryParse<T>(ReadOnlySpan<byte> text, ref int place, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        value = T.Zero;
        var isNegative = place < text.Length && text[place] == '-';
        if (isNegative && T.MinValue == T.Zero) return false;
        if (isNegative) place++;

        var first = place;
        var digits = 0L;
        for (; (uint)place < (uint)text.Length && char.IsAsciiDigit((char)text[place]); place++)
        {
            digits = (digits * 10) + (text[place] - '0');
            if (place - first == LongestSafe) return false;
        }

        if (place == first || (text[first] == '0' && place > first + 1)) return false; // JSON has no leading zeros
        var number = isNegative ? -digits : digits;
        value = T.CreateTruncating(number);
        return long.CreateTruncating(value) == number;
    }

    private static int Skip(ReadOnlySpan<byte> text, int place)
    {
        while ((uint)place < (uint)text.Length && text[place] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') place++;
        return place;
    }
}
