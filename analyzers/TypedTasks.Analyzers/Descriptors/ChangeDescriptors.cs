using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>The descriptors of the differences between code and lock file.</summary>
internal static class ChangeDescriptors
{
    private static readonly ImmutableDictionary<ChangeKind, DiagnosticDescriptor> ByKind = new Dictionary<ChangeKind, DiagnosticDescriptor>
    {
        [ChangeKind.TaskAdded] = EvolutionWarnings.TaskAdded,
        [ChangeKind.OptionalAdded] = EvolutionWarnings.OptionalAdded,
        [ChangeKind.DefaultChanged] = EvolutionWarnings.DefaultChanged,
        [ChangeKind.EnumValueAdded] = EvolutionWarnings.EnumValueAdded,
        [ChangeKind.WithoutEffect] = EvolutionWarnings.ChangedWithoutEffect,
        [ChangeKind.VersionAdded] = EvolutionWarnings.VersionAdded,
        [ChangeKind.RenamedReadably] = EvolutionErrors.RenamedInVersion,
        [ChangeKind.AcceptsMore] = EvolutionErrors.AcceptsMoreInVersion,
        [ChangeKind.SensitivityChanged] = EvolutionErrors.SensitivityChangedInVersion,
        [ChangeKind.Removed] = EvolutionErrors.MemberRemoved,
        [ChangeKind.FormerNameRemoved] = EvolutionErrors.MemberRemoved,
        [ChangeKind.DerivedTypeRemoved] = EvolutionErrors.MemberRemoved,
        [ChangeKind.MadeAbstract] = EvolutionErrors.MemberRemoved,
        [ChangeKind.RequiredAdded] = EvolutionErrors.RequiredMemberAdded,
        [ChangeKind.MadeRequired] = EvolutionErrors.MadeRequired,
        [ChangeKind.Retyped] = EvolutionErrors.Retyped,
        [ChangeKind.NullRefused] = EvolutionErrors.NullRefused,
        [ChangeKind.EnumRenumbered] = EvolutionErrors.EnumRenumbered,
        [ChangeKind.EnumValueRemoved] = EvolutionErrors.EnumValueRemoved,
        [ChangeKind.TaskLost] = EvolutionErrors.TaskLost,
        [ChangeKind.ResultChanged] = EvolutionErrors.ResultChanged,
        [ChangeKind.VersionOutOfOrder] = LockFileErrors.VersionOutOfOrder,
        [ChangeKind.VersionLost] = LockFileErrors.VersionOutOfOrder,
        [ChangeKind.UpgradeMissing] = EvolutionErrors.UpgradeMissing,
        [ChangeKind.AliasUnreadable] = EvolutionErrors.AliasUnreadable,
    }.ToImmutableDictionary();

    /// <summary>Those that a task by itself shows; a task that is gone does not.</summary>
    public static IEnumerable<DiagnosticDescriptor> OfTasks => ByKind.Values.Distinct().Where(descriptor => descriptor.Id != EvolutionErrors.TaskLost.Id);

    public static DiagnosticDescriptor Of(ChangeKind kind) => ByKind[kind];
}
