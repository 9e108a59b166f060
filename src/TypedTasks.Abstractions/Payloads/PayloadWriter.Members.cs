using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Names of members and dictionary keys.</content>
public sealed partial class PayloadWriter
{
    /// <summary>Writes a member's name, known at compile time.</summary>
    public void Member(JsonEncodedText name)
    {
        var text = name.EncodedUtf8Bytes;
        var place = Place(text.Length + 3);
        place[0] = (byte)'"';
        text.CopyTo(place[1..]);
        place[text.Length + 1] = (byte)'"';
        place[text.Length + 2] = (byte)':';
        count += text.Length + 3;
        follows = false;
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        WriteText(key);
        EndName();
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(long key)
    {
        var place = Place(LongestInteger + 2);
        var isWritten = Utf8Formatter.TryFormat(key, place[1..], out var length);
        Debug.Assert(isWritten, "there is room for all digits");
        Quote(place, length);
        EndName();
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(ulong key)
    {
        var place = Place(LongestInteger + 2);
        var isWritten = Utf8Formatter.TryFormat(key, place[1..], out var length);
        Debug.Assert(isWritten, "there is room for all digits");
        Quote(place, length);
        EndName();
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(Guid key)
    {
        WriteGuid(key);
        EndName();
    }

    /// <summary>Writes a dictionary key by its name; one without a name as its number.</summary>
    public void EnumMember<TEnum>(TEnum key)
        where TEnum : struct, Enum
        => Member(key.ToString());

    private void EndName()
    {
        Reserve(1)[0] = (byte)':';
        count++;
        follows = false;
    }
}
