namespace TypedTasks.Shared.Locking;

/// <summary>
/// Whether a payload that two versions take as it is means the same to both: a member's old name may have become the name of another member, and
/// then a value that passes unchanged would end in that one.
/// </summary>
/// <param name="from">The version of the payload.</param>
/// <param name="to">The next version.</param>
/// <param name="reader">The version whose reader takes the payload in the end.</param>
internal sealed class RenamedTwice(LockedVersion from, LockedVersion to, LockedVersion reader)
{
    private readonly HashSet<(string, string, string)> compared = [];

    /// <summary>Whether every member goes where it would go by way of the next version.</summary>
    public static bool Agree(LockedVersion from, LockedVersion to, LockedVersion reader)
        => ReferenceEquals(to, reader) || new RenamedTwice(from, to, reader).AreSame(from.Parameters, to.Parameters, reader.Parameters);

    private bool AreSame(EquatableArray<LockedMember> members, EquatableArray<LockedMember> next, EquatableArray<LockedMember> last)
    {
        foreach (var member in members)
        {
            if (Find(next, member.Name) is not { } via || Find(last, member.Name) is not { } end) continue; // told as a member that is gone
            if (Find(last, via.Name)?.Name != end.Name || !AreSame(member.Use, via.Use, end.Use)) return false;
        }

        return true;
    }

    private bool AreSame(LockedUse use, LockedUse next, LockedUse last)
    {
        if (use.Element is not null && next.Element is not null && last.Element is not null) return AreSame(use.Element, next.Element, last.Element);
        if (from.Type(use.Name) is not LockedObject before || to.Type(next.Name) is not LockedObject via || reader.Type(last.Name) is not LockedObject after) return true;
        if (!compared.Add((before.Name, via.Name, after.Name))) return true;
        return AreSame(before.Members, via.Members, after.Members)
            && (before.Union?.Cases ?? []).All(@case => AreSame(Use(@case, before), Use(Find(via, @case), via), Use(Find(after, @case), after)));
    }

    // A case that is the base itself has been compared.
    private static LockedUse Use(LockedCase? @case, LockedObject type) => LockedUse.Value(@case is null || @case.Type == type.Name ? "" : @case.Type);

    private static LockedCase? Find(LockedObject type, LockedCase @case) => type.Union?.Cases.FirstOrDefault(candidate => candidate.Value == @case.Value);

    private static LockedMember? Find(EquatableArray<LockedMember> members, string name)
        => members.FirstOrDefault(member => member.Name == name) ?? members.FirstOrDefault(member => member.FormerNames.Contains(name));
}
