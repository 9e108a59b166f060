using System.Text;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Objects whose members are known at compile time.</content>
/// <remarks>
/// Their names come as one text, a mark before each: <c>\n</c> before that of a member which must be there, <c>\t</c> if it may be missing,
/// <c>\b</c> before another name of the same member. A name that has such a character makes the generator take other marks. One call for each
/// member, with nothing but a literal, is what costs the compiler least; and members that come in the order of the names cost one comparison each.
/// </remarks>
public ref partial struct PayloadReader
{
    // Four characters that differ in their last two bits: a group of marks, the fourth not in use.
    private const int MarkBits = 3;
    private const int OptionalMark = 1;
    private const int RequiredMark = 2;
    private const int OtherNameMark = 0;

    /// <summary>Goes to the value of the object's next member; at the first call into the object. Passes over unknown members.</summary>
    /// <param name="names">The names of the members, each after its mark.</param>
    /// <param name="members">What was met so far, and then also the member that the reader stands on.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="InvalidPayloadException">There is no object, a member is repeated, or the end is reached and one is missing.</exception>
    public bool Next(ReadOnlySpan<byte> names, ref ObjectMembers members)
    {
        if (members.Place == 0) BeginObject();
        while (true)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.EndObject)
            {
                if (!members.HasAllSoFar || members.Place != names.Length) RequireAll(names, members);
                return false;
            }

            if (Find(names, members, out var index, out var place))
            {
                json.Read();
                return members.Meet(index, place) ? true : throw Refuse("is given twice");
            }

            UnknownMembers++;
            json.Read();
            json.Skip();
        }
    }

    private readonly bool Find(ReadOnlySpan<byte> names, in ObjectMembers members, out int index, out int place)
    {
        index = members.Next;
        place = members.Place + 1 + json.ValueSpan.Length;
        if (place <= names.Length && !json.ValueIsEscaped && names[(members.Place + 1)..place].SequenceEqual(json.ValueSpan) && IsEnd(names, place)
            && IsMember(names, members.Place))
            return true;
        return FindAnywhere(names, out index, out place);
    }

    private readonly bool FindAnywhere(ReadOnlySpan<byte> names, out int index, out int place)
    {
        index = -1;
        place = 0;
        while (place < names.Length)
        {
            if (IsMember(names, place)) index++;
            var name = NameAt(names, place);
            place += 1 + name.Length;
            if (json.ValueTextEquals(name)) return true;
        }

        return false;
    }

    private readonly void RequireAll(ReadOnlySpan<byte> names, in ObjectMembers members)
    {
        var index = -1;
        for (var place = 0; place < names.Length; place += 1 + NameAt(names, place).Length)
        {
            if (IsMember(names, place)) index++;
            if ((names[place] & MarkBits) == RequiredMark && !members.Has(index)) throw Lacks(Encoding.UTF8.GetString(NameAt(names, place)));
        }
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> names, int place)
    {
        var end = place + 1;
        while (!IsEnd(names, end)) end++;
        return names[(place + 1)..end];
    }

    private static bool IsEnd(ReadOnlySpan<byte> names, int place) => place == names.Length || (names[place] ^ names[0]) <= MarkBits;

    private static bool IsMember(ReadOnlySpan<byte> names, int place) => (names[place] & MarkBits) != OtherNameMark;
}
