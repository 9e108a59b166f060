namespace TypedTasks.Shared.Locking;

/// <summary>Compares two shapes of an enum that is stored in the same way.</summary>
internal static class EnumComparer
{
    public static IEnumerable<LockChange> Compare(LockedEnum before, LockedEnum after)
    {
        foreach (var value in before.Values)
        {
            var same = after.Values.FirstOrDefault(candidate => candidate.Name == value.Name);
            if (same is not null && same.Number == value.Number) continue;
            if (same is not null) yield return Change(after.IsStoredByName ? ChangeKind.WithoutEffect : ChangeKind.EnumRenumbered, value.Name, value.Number, same.Number);
            else if (!after.IsStoredByName && after.Values.FirstOrDefault(candidate => candidate.Number == value.Number) is { } renamed)
                yield return Change(ChangeKind.WithoutEffect, renamed.Name, value.Name, renamed.Name);
            else yield return Change(ChangeKind.EnumValueRemoved, value.Name, value.Name, after.Values.FirstOrDefault(candidate => candidate.Number == value.Number)?.Name ?? "");
        }

        foreach (var value in after.Values.Where(value => before.Values.All(candidate => candidate.Name != value.Name)))
        {
            var sharing = before.Values.FirstOrDefault(candidate => candidate.Number == value.Number);
            if (sharing is not null && !after.Values.Contains(sharing)) continue; // told above, as a rename or as another number
            if (sharing is null || after.IsStoredByName) yield return Change(after.IsStoredByName ? ChangeKind.AcceptsMore : ChangeKind.EnumValueAdded, value.Name, "nothing", value.Name);
            else yield return Change(ChangeKind.WithoutEffect, value.Name, "nothing", value.Name);
        }

        LockChange Change(ChangeKind kind, string member, string was, string @is) => new(kind, Type: LockedShapes.PlainName(after.Name), Member: member, Was: was, Is: @is);
    }
}
