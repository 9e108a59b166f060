using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TypedTasks.Payloads;

/// <content>Names of members and dictionary keys.</content>
public sealed partial class PayloadWriter
{
    /// <summary>Writes a member's name, known at compile time.</summary>
    /// <param name="name">The name as it is written, with its quotes and the colon.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // the length is a constant then, and the copy a few moves
    public void Name(ReadOnlySpan<byte> name)
    {
        name.CopyTo(Place(name.Length));
        count += name.Length;
        follows = false;
    }

    /// <summary>Writes a member's name, known at compile time, that is not plain ASCII or has characters to escape.</summary>
    public void UnusualName(string name)
    {
        Place(0);
        WriteUnchecked(name);
        EndName();
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
        => EnumMember(key, EnumNames<TEnum>.Plain);

    /// <summary>Writes a dictionary key by its name; one without a name as its number.</summary>
    public void EnumMember<TEnum>(TEnum key, EnumNames<TEnum> names)
        where TEnum : struct, Enum
        => Member(names.Of(key) ?? key.ToString("D"));

    private void EndName()
    {
        Reserve(1)[0] = (byte)':';
        count++;
        follows = false;
    }
}
