using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers;

/// <summary>What of a message about a change depends on more than its descriptor: the same number stands for several changes, in the payload and in the result.</summary>
internal static class ChangeWords
{
    /// <summary>What happened, after the subject.</summary>
    public static string What(LockChange change) => KindOf(change) switch
    {
        ChangeKind.Removed or ChangeKind.DerivedTypeRemoved or ChangeKind.MadeAbstract => $"is gone; it was '{change.Was}'",
        ChangeKind.FormerNameRemoved => $"no longer takes the former name '{change.Was}'",
        ChangeKind.EnumValueRemoved => "is gone",
        ChangeKind.RequiredAdded => "is new and required",
        ChangeKind.MadeRequired => $"is now required and was {change.Was}",
        ChangeKind.RenamedReadably => $"was named '{change.Was}'",
        ChangeKind.AcceptsMore when IsNew(change) => "is new",
        ChangeKind.SensitivityChanged or ChangeKind.EnumRenumbered => $"was {change.Was} and is now {change.Is}",
        _ => $"was '{change.Was}' and is now '{change.Is}'",
    };

    /// <summary>Which stored values the change is about, and what becomes of them.</summary>
    public static string Harm(LockChange change) => (change.Kind, change.InResult is not null) switch
    {
        (ChangeKind.OptionalAdded, false) => "Queued jobs lack it and take its default, and workers of the previous build pass it over",
        (ChangeKind.OptionalAdded, true) => "Stored results lack it and take its default, and readers of the previous build pass it over",
        (ChangeKind.DefaultChanged, false) => "Jobs hold the value they were enqueued with; only those that were queued before it existed take the default",
        (ChangeKind.DefaultChanged, true) => "Results hold the value they were stored with; only those that were stored before it existed take the default",
        (ChangeKind.WithoutEffect, false) => "Stored jobs look the same, so none is at risk",
        (ChangeKind.WithoutEffect, true) => "Stored results look the same, so none is at risk",
        (ChangeKind.Removed, _) => "Queued jobs hold its value, and workers of the previous build need it",
        (ChangeKind.FormerNameRemoved, _) => "Queued jobs may hold its value under that name, where it would no longer be found",
        (ChangeKind.DerivedTypeRemoved or ChangeKind.MadeAbstract, _) => "Queued jobs may hold such a value, and could not be read",
        _ => "",
    };

    /// <summary>What to do instead of raising the version.</summary>
    public static string Remedy(LockChange change) => KindOf(change) switch
    {
        ChangeKind.Removed when change.InResult is null => $"Put [FormerlyKnownAs(\"{change.Member}\")] on its successor if it was renamed",
        ChangeKind.Removed => $"Put it back (if it was renamed, mark its successor [JsonPropertyName(\"{change.Member}\")])",
        ChangeKind.FormerNameRemoved => $"Put [FormerlyKnownAs(\"{change.Was}\")] back",
        ChangeKind.DerivedTypeRemoved => "Put its [JsonDerivedType] back",
        ChangeKind.MadeAbstract => "Take 'abstract' away from it again",
        ChangeKind.EnumValueRemoved => BringBack(change) + " it back",
        ChangeKind.EnumRenumbered => "Give it its number back",
        ChangeKind.RequiredAdded => "Give it a default",
        ChangeKind.MadeRequired => "Give it a default again",
        ChangeKind.RenamedReadably => $"Mark it [JsonPropertyName(\"{change.Was}\")] in place of [FormerlyKnownAs]",
        ChangeKind.AcceptsMore when IsNew(change) => "Take it out again",
        ChangeKind.SensitivityChanged => "Mark it as it was",
        _ => "Take the type back",
    };

    /// <summary>How to keep a value of an enum, up to the words "it back".</summary>
    public static string BringBack(LockChange change)
        => change.Is.Length == 0 ? "Bring" : $"If '{change.Is}' is its new name, keep the old one in JSON: mark the value [JsonStringEnumMemberName(\"{change.Member}\")]. If not, bring";

    private static ChangeKind KindOf(LockChange change) => change.InResult ?? change.Kind;

    // A value of an enum, or a derived type.
    private static bool IsNew(LockChange change) => change.Was == "nothing";
}
