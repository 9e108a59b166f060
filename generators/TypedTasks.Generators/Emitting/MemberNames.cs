using System.Text;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the names of an object's members as the one text that readers take: each after a mark that says whether it must be there.</summary>
internal static class MemberNames
{
    private const char OtherName = '\b';
    private const char Optional = '\t';
    private const char Required = '\n';
    private const int MarkBits = 3;

    public static string Of(IReadOnlyList<MemberReading.Member> members)
    {
        var text = new StringBuilder();
        var group = FreeGroup(members);
        foreach (var member in members)
        {
            text.Append(Mark(member.IsRequired ? Required : Optional, group)).Append(member.JsonName);
            foreach (var name in member.FormerNames) text.Append(Mark(OtherName, group)).Append(name);
        }

        return CSharpNames.Literal(text.ToString());
    }

    private static char Mark(char mark, int group) => (char)((mark & MarkBits) | group);

    // The usual marks, or else the first four control characters that are in no name.
    private static int FreeGroup(IReadOnlyList<MemberReading.Member> members)
    {
        var taken = members.SelectMany(member => member.FormerNames.Prepend(member.JsonName)).SelectMany(name => name).Select(Group).ToList();
        return Enumerable.Range(0, ' ' / (MarkBits + 1)).Select(number => number * (MarkBits + 1)).Prepend(Group(Required)).First(group => !taken.Contains(group));
    }

    private static int Group(char character) => character & ~MarkBits;
}
