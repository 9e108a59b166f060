using System.ComponentModel;

namespace TypedTasks.Payloads;

/// <summary>Which members of one JSON object were met so far. Used by generated code, as a local beside the loop that reads them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectMembers
{
    private const int BitsPerNumber = 64;

    private ulong seen;
    private ulong[]? further; // of objects with more than 64 members
    private int count;

    /// <summary>The member that the reader stands on: its number among the names, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>Where the mark of the next name stands if members come in the order of the names; 0 before the first.</summary>
    internal int Place { get; private set; }

    /// <summary>Whether a member was met.</summary>
    /// <param name="index">Its number among the names.</param>
    public readonly bool Has(int index)
        => ((index < BitsPerNumber ? seen : FurtherOf(index)) & BitOf(index)) != 0;

    /// <summary>Whether the members up to the one met last were all met.</summary>
    internal readonly bool HasAllSoFar => count == Index + 1;

    /// <summary>The number of the next name if members come in the order of the names.</summary>
    internal readonly int Next => Place == 0 ? 0 : Index + 1;

    /// <summary>Notes a member as met.</summary>
    /// <param name="index">Its number among the names.</param>
    /// <param name="place">Where its name ends.</param>
    /// <returns>False if it was met before.</returns>
    internal bool Meet(int index, int place)
    {
        (Index, Place) = (index, place);
        if (Has(index)) return false;
        count++;
        if (index < BitsPerNumber) seen |= BitOf(index);
        else MeetFurther(index);
        return true;
    }

    private static ulong BitOf(int index) => 1UL << (index % BitsPerNumber);

    private readonly ulong FurtherOf(int index)
        => further is not null && index / BitsPerNumber <= further.Length ? further[(index / BitsPerNumber) - 1] : 0;

    private void MeetFurther(int index)
    {
        var number = (index / BitsPerNumber) - 1;
        if (further is null || further.Length <= number) Array.Resize(ref further, number + 1);
        further[number] |= BitOf(index);
    }
}
