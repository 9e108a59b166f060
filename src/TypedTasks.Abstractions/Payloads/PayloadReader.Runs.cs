using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Arrays of numbers.</content>
public ref partial struct PayloadReader
{
    private readonly ReadOnlySpan<byte> Rest => text[(start + (int)json.BytesConsumed)..];

    /// <summary>How many numbers the array that was just entered seems to hold; no more than its bytes can.</summary>
    public readonly int CountNumbers()
    {
        var rest = Rest;
        var end = rest.IndexOf((byte)']');
        return end <= 0 ? 0 : rest[..end].Count((byte)',') + 1;
    }

    /// <summary>Reads the array that was just entered to its end, if it holds nothing but integers as they are usually written.</summary>
    /// <param name="items">Takes the integers.</param>
    /// <returns>False if nothing was read: then the elements are to be read one by one, which tells what is wrong with them.</returns>
    public bool TryReadIntegers<T>(List<T> items)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ArgumentNullException.ThrowIfNull(items);
        var rest = Rest;
        CollectionsMarshal.SetCount(items, CountNumbers());
        var end = IntegerArray.Parse(rest, CollectionsMarshal.AsSpan(items), out var count);
        CollectionsMarshal.SetCount(items, count);
        if (end < 0) return false;

        // The reader goes on at the bracket, as if it had just entered the array.
        start = text.Length - rest.Length + end;
        json = new Utf8JsonReader(rest[end..], isFinalBlock: true, json.CurrentState);
        json.Read();
        return true;
    }
}
