using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace TypedTasks.Payloads;

/// <content>Arrays of integers, written with one look at the room for many.</content>
public sealed partial class PayloadWriter
{
    private const int Run = 256;

    /// <summary>Writes an array of integers.</summary>
    public void WriteIntegers<T>(List<T> values)
        where T : struct, IBinaryInteger<T>
    {
        Exactly(values);
        WriteIntegers<T>(CollectionsMarshal.AsSpan(values));
    }

    /// <summary>Writes an array of integers.</summary>
    public void WriteIntegers<T>(T[] values)
        where T : struct, IBinaryInteger<T>
    {
        NotNull(values);
        WriteIntegers<T>(values.AsSpan());
    }

    private void WriteIntegers<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryInteger<T>
    {
        BeginArray();
        for (; values.Length > Run; values = values[Run..]) WriteRun(values[..Run]);
        WriteRun(values);
        EndArray();
    }

    private void WriteRun<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryInteger<T>
    {
        if (values.IsEmpty) return;
        var place = Place(values.Length * (LongestInteger + 1));
        var length = 0;
        foreach (var value in values)
        {
            var isWritten = value.TryFormat(place[length..], out var digits, default, CultureInfo.InvariantCulture);
            Debug.Assert(isWritten, "there is room for all digits");
            length += digits;
            place[length++] = (byte)',';
        }

        count += length - 1; // without the last comma
    }
}
