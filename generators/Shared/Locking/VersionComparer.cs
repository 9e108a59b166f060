namespace TypedTasks.Shared.Locking;

/// <summary>Compares two shapes of a payload: what each build makes of the other's jobs.</summary>
/// <param name="old">What the file says.</param>
/// <param name="current">What the code says, or a later version of the file.</param>
/// <param name="isStep">Whether the two are different versions: then payloads of the old one have its own names only.</param>
internal sealed class VersionComparer(LockedVersion old, LockedVersion current, bool isStep)
{
    private readonly List<LockChange> changes = [];
    private readonly HashSet<(string, string)> compared = [];

    public static IReadOnlyList<LockChange> Compare(LockedVersion old, LockedVersion current, bool isStep)
    {
        var comparer = new VersionComparer(old, current, isStep);
        comparer.CompareMembers(old.Parameters, current.Parameters, "", "");
        comparer.CompareResults();
        return comparer.changes;
    }

    private void CompareResults()
    {
        if (isStep || old.Result == current.Result && current.Result is null) return;
        if (old.IsResultSensitive != current.IsResultSensitive)
            changes.Add(new LockChange(ChangeKind.ResultChanged, "result", Was: Sensitivity(old.IsResultSensitive), Is: Sensitivity(current.IsResultSensitive)) { InResult = ChangeKind.SensitivityChanged });
        if (old.Result is null || current.Result is null)
        {
            changes.Add(new LockChange(ChangeKind.ResultChanged, "result", Was: old.Result?.ToString() ?? "nothing", Is: current.Result?.ToString() ?? "nothing") { InResult = ChangeKind.Retyped });
            return;
        }

        var results = new VersionComparer(old, current, isStep: false);
        results.CompareUses(old.Result, current.Result, new Place("result", "", ""));
        foreach (var change in results.changes)
            changes.Add(change with { Kind = change.IsSafe ? change.Kind : ChangeKind.ResultChanged, InResult = change.Kind });
    }

    private void CompareMembers(EquatableArray<LockedMember> before, EquatableArray<LockedMember> after, string path, string type)
    {
        var matched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in after)
        {
            var place = new Place(path.Length == 0 ? member.Name : path + "." + member.Name, type, member.Name);
            var was = before.FirstOrDefault(candidate => candidate.Name == member.Name);
            if (was is null && before.FirstOrDefault(candidate => member.FormerNames.Contains(candidate.Name)) is { } renamed)
            {
                was = renamed;
                Add(ChangeKind.RenamedReadably, place, renamed.Name, member.Name);
            }

            if (was is null)
            {
                Add(member.IsRequired ? ChangeKind.RequiredAdded : ChangeKind.OptionalAdded, place, "", member.Use.ToString());
                continue;
            }

            matched.Add(was.Name);
            ComparePresence(was, member, place);
            CompareFormerNames(was, member, place);
            CompareSensitivity(was, member, place);
            CompareUses(was.Use, member.Use, place);
        }

        foreach (var member in before.Where(member => !matched.Contains(member.Name)))
            Add(ChangeKind.Removed, new Place(path.Length == 0 ? member.Name : path + "." + member.Name, type, member.Name), member.Use.ToString(), "");
    }

    private void ComparePresence(LockedMember was, LockedMember member, Place place)
    {
        if (!was.IsRequired && member.IsRequired) Add(ChangeKind.MadeRequired, place, Presence(was), Presence(member));
        else if (was.IsRequired != member.IsRequired || was.Default != member.Default) Add(ChangeKind.DefaultChanged, place, Presence(was), Presence(member));
    }

    // Jobs of this version may have been enqueued under any of the names that the file has.
    private void CompareFormerNames(LockedMember was, LockedMember member, Place place)
    {
        if (isStep || was.Name != member.Name || was.FormerNames.Equals(member.FormerNames)) return;
        if (was.FormerNames.FirstOrDefault(name => !member.FormerNames.Contains(name)) is { } lost) Add(ChangeKind.FormerNameRemoved, place, lost, "");
        else Add(ChangeKind.WithoutEffect, place, "nothing", "[FormerlyKnownAs]");
    }

    // Payloads of another version are decrypted as that version says.
    private void CompareSensitivity(LockedMember was, LockedMember member, Place place)
    {
        if (!isStep && was.IsSensitive != member.IsSensitive) Add(ChangeKind.SensitivityChanged, place, Sensitivity(was.IsSensitive), Sensitivity(member.IsSensitive));
    }

    private void CompareUses(LockedUse was, LockedUse use, Place place)
    {
        if (was.IsNullable && !use.IsNullable) Add(ChangeKind.NullRefused, place, was.ToString(), use.ToString());
        if (!was.IsNullable && use.IsNullable) Add(ChangeKind.AcceptsMore, place, was.ToString(), use.ToString());
        if (was.Kind == LockedUseKind.Value && use.Kind == LockedUseKind.Value)
        {
            CompareValues(was, use, place);
            return;
        }

        if (was.Kind == LockedUseKind.Set && use.Kind == LockedUseKind.List) Add(ChangeKind.AcceptsMore, place, was.ToString(), use.ToString());
        else if (was.Kind != use.Kind)
        {
            Add(ChangeKind.Retyped, place, was.ToString(), use.ToString());
            return;
        }

        if (was.Key is not null && use.Key is not null) CompareKeys(was.Key, use.Key, place with { Path = place.Path + ".Keys" });
        if (was.Element is not null && use.Element is not null) CompareUses(was.Element, use.Element, place with { Path = place.Path + "[]" });
    }

    private void CompareValues(LockedUse was, LockedUse use, Place place)
    {
        var (oldType, newType) = (old.Type(was.Name), current.Type(use.Name));
        switch (oldType, newType)
        {
            case (LockedObject before, LockedObject after):
                CompareNames(before, after, place);
                if (!compared.Add((before.Name, after.Name))) break;
                CompareUnions(before, after, place);
                if (HasItself(before) && HasItself(after)) CompareMembers(before.Members, after.Members, place.Path, after.Name);
                break;
            case (LockedEnum before, LockedEnum after):
                CompareNames(before, after, place);
                if (compared.Add((before.Name, after.Name))) CompareEnums(before, after, place);
                break;
            case (LockedOpaque before, LockedOpaque after):
                CompareNames(before, after, place);
                break;
            case (LockedObject or LockedOpaque, _) or (_, LockedObject or LockedOpaque):
                Add(ChangeKind.Retyped, place, was.ToString(), use.ToString());
                break;
            case (LockedEnum { IsStoredByName: true }, null) or (null, LockedEnum { IsStoredByName: true }): // a reader of texts refuses the number of a value without a name
                Add(ChangeKind.Retyped, place, was.ToString(), use.ToString());
                break;
            default:
                CompareScalars(NumberOrName(was, oldType), NumberOrName(use, newType), was, use, place);
                break;
        }
    }

    private void CompareUnions(LockedObject before, LockedObject after, Place place)
    {
        if (before.Union is null && after.Union is null) return;
        if (before.Union?.Discriminator != after.Union?.Discriminator)
        {
            Add(ChangeKind.Retyped, place, Discriminator(before), Discriminator(after));
            return;
        }

        if (HasItself(before) != HasItself(after))
            Add(HasItself(before) ? ChangeKind.MadeAbstract : ChangeKind.AcceptsMore, place with { Path = $"{place.Path}({LockedShapes.PlainName(after.Name)})" }, HasItself(before) ? before.Name : "nothing", HasItself(after) ? after.Name : "");
        foreach (var was in before.Union?.Cases ?? [])
        {
            var at = place with { Path = $"{place.Path}({was.Value})" };
            if (after.Union?.Cases.FirstOrDefault(candidate => candidate.Value == was.Value) is not { } now) Add(ChangeKind.DerivedTypeRemoved, at, was.Type, "");
            else if (was.Type != before.Name || now.Type != after.Name) CompareValues(LockedUse.Value(was.Type), LockedUse.Value(now.Type), at);
        }

        foreach (var added in (after.Union?.Cases ?? []).Where(candidate => before.Union?.Cases.Any(was => was.Value == candidate.Value) != true))
            Add(ChangeKind.AcceptsMore, place with { Path = $"{place.Path}({added.Value})" }, "nothing", added.Type);
    }

    // An abstract base class has no values of its own; its derived types have its members.
    private static bool HasItself(LockedObject type) => type.Union is null or { HasItself: true };

    private static string Discriminator(LockedObject type) => type.Union is { } union ? $"{type.Name} told by '{union.Discriminator}'" : type.Name;

    // As keys, all enums are stored by name, and read from numbers too.
    private void CompareKeys(LockedUse was, LockedUse use, Place place)
    {
        var (before, after) = (old.Type(was.Name) as LockedEnum, current.Type(use.Name) as LockedEnum);
        if (before is null && after is null)
        {
            CompareUses(was, use, place);
            return;
        }

        if (before is null || after is null)
        {
            var isRead = after is null ? use.Name == ScalarNames.Of(ScalarKind.String) : was.Name == after.Underlying || IsWider(was.Name, after.Underlying);
            Add(isRead ? ChangeKind.AcceptsMore : ChangeKind.Retyped, place, was.ToString(), use.ToString());
            return;
        }

        CompareNames(before, after, place);
        CompareEnums(before with { IsStoredByName = true }, after with { IsStoredByName = true }, place);
    }

    private void CompareScalars(string from, string to, LockedUse was, LockedUse use, Place place)
    {
        if (from == to)
        {
            if (was.Name != use.Name) Add(ChangeKind.WithoutEffect, place, was.ToString(), use.ToString());
            return;
        }

        Add(IsWider(from, to) ? ChangeKind.AcceptsMore : ChangeKind.Retyped, place, was.ToString(), use.ToString());
    }

    private static bool IsWider(string from, string to) => ScalarNames.KindOf(from) is { } narrow && ScalarNames.KindOf(to) is { } wide && Widening.IsWider(narrow, wide);

    private void CompareEnums(LockedEnum before, LockedEnum after, Place place)
    {
        if (before.IsStoredByName && !after.IsStoredByName)
        {
            Add(ChangeKind.Retyped, place, "names", "numbers");
            return;
        }

        // The reader of names takes numbers too, and values without a name are numbers there as well.
        var isHeld = before.Underlying == after.Underlying || IsWider(before.Underlying, after.Underlying);
        if (isHeld && before.IsStoredByName != after.IsStoredByName) Add(ChangeKind.AcceptsMore, place, "numbers", "names");
        else CompareScalars(before.Underlying, after.Underlying, LockedUse.Value(before.Underlying), LockedUse.Value(after.Underlying), place);
        foreach (var change in EnumComparer.Compare(before, after with { IsStoredByName = before.IsStoredByName })) changes.Add(change with { Path = place.Path });
    }

    private void CompareNames(LockedType before, LockedType after, Place place)
    {
        if (LockedShapes.PlainName(before.Name) != LockedShapes.PlainName(after.Name)) Add(ChangeKind.WithoutEffect, place, before.Name, after.Name);
    }

    // Enums that are stored as numbers look like numbers.
    private static string NumberOrName(LockedUse use, LockedType? type) => type is LockedEnum @enum ? @enum.Underlying : use.Name;

    private static string Sensitivity(bool isSensitive) => isSensitive ? "[Sensitive]" : "not sensitive";

    private static string Presence(LockedMember member)
        => member.IsRequired ? "required" : member.Default is { } value ? "default " + value : "optional";

    private void Add(ChangeKind kind, Place place, string was, string @is) => changes.Add(new LockChange(kind, place.Path, place.Type, place.Member, was, @is));

    private sealed record Place(string Path, string Type, string Member);
}
