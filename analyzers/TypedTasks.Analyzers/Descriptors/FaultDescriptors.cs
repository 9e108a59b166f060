using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>The descriptors of the faults that the shared rules find, by their number.</summary>
internal static class FaultDescriptors
{
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        DeclarationErrors.NotStatic,
        DeclarationErrors.Generic,
        DeclarationErrors.RefParameter,
        DeclarationErrors.AsyncVoid,
        DeclarationErrors.StubNameTaken,
        DeclarationErrors.TaskInaccessible,
        DeclarationErrors.ReservedParameterName,
        DeclarationErrors.ReturnType,
        DeclarationErrors.InvalidStubName,
        DeclarationErrors.ServiceType,
        DeclarationErrors.NotAnOrdinaryMethod,
        DeclarationErrors.LanguageVersion,
        PayloadErrors.AbstractType,
        PayloadErrors.UntypedValue,
        PayloadErrors.ServiceInPayload,
        PayloadErrors.Delegate,
        PayloadErrors.ProcessBound,
        PayloadErrors.RefStruct,
        PayloadErrors.MultiDimensionalArray,
        PayloadErrors.DeferredValue,
        PayloadErrors.Tuple,
        PayloadErrors.FrameworkType,
        PayloadErrors.UnsupportedCollection,
        PayloadErrors.DictionaryKey,
        PayloadErrors.LostMember,
        PayloadErrors.AmbiguousConstructor,
        PayloadErrors.ConstructorParameterMismatch,
        PayloadErrors.NoAccessibleConstructor,
        PayloadErrors.JsonIncludeOnNonPublic,
        PayloadErrors.IgnoredButRequired,
        PayloadErrors.DuplicateMemberName,
        PayloadErrors.UnsupportedJsonAttribute,
        PayloadErrors.InjectedInsidePayload,
        PayloadErrors.CyclicTypes,
        PayloadErrors.InfiniteType,
        PayloadErrors.EndlessType,
        PayloadErrors.NotSupportedYet,
        PayloadErrors.Entity,
        PayloadErrors.PayloadContext,
        PayloadErrors.SensitiveInForeignType,
        PayloadErrors.EnumNameUnusable,
        PayloadErrors.HiddenState,
        OptionErrors.InvalidMaxAttempts,
        OptionErrors.InvalidPriority,
        OptionErrors.InvalidSeconds,
        OptionErrors.InvalidQueueName,
        OptionErrors.InvalidTaskName,
        OptionErrors.InvalidVersion,
        OptionErrors.UnusableRetryPolicy,
        OptionErrors.ContradictingRetrySettings,
        OptionErrors.UnusableExceptionRule,
        OptionErrors.ContradictingExceptionRules,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor Of(string id) => ById[id];
}
