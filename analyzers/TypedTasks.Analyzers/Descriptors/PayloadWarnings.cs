using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT3xxx: payloads that are accepted but deserve a remark. These can be turned off.</summary>
internal static class PayloadWarnings
{
    public static readonly DiagnosticDescriptor SlicedType = Warning(
        DiagnosticIds.SlicedType,
        "Other classes derive from this payload type",
        "{0} is declared as '{1}', from which '{2}' derives. JSON does not record which class a value was, so only a value that is exactly '{1}' can be stored; any other is refused when it is enqueued. Declare the class that is meant, or a sealed record for the payload.");

    public static readonly DiagnosticDescriptor UnknownNullability = Warning(
        DiagnosticIds.UnknownNullability,
        "Nothing says whether null may stand here",
        "{0} is declared as '{1}' where nullable annotations are off. Null is therefore stored and read without a word, there and in what is declared beside it. Turn them on with #nullable enable, and write '?' where null may stand.");

    public static readonly DiagnosticDescriptor RecursiveType = Warning(
        DiagnosticIds.RecursiveType,
        "The type contains itself",
        "{0} leads back to '{1}'. A payload may be nested 64 levels deep; a longer chain, or a value that contains itself, is refused when it is enqueued. Pass a flat list with keys if that can happen, or suppress this if values stay shallow.");

    public static readonly DiagnosticDescriptor EnumeratedAtEnqueue = Warning(
        DiagnosticIds.EnumeratedAtEnqueue,
        "The sequence runs inside the call that enqueues",
        "{0} is declared as '{1}', which may be a query that has not run yet. It runs inside the call that enqueues, with all its effects and exceptions. Declare an array or List<T>, so that the caller decides when it runs.");

    public static readonly DiagnosticDescriptor InterfaceCollection = Info(
        DiagnosticIds.InterfaceCollection,
        "The collection's class is not kept",
        "{0} is declared as '{1}'. Whatever class is stored, the worker gets a {2}. Declare that class if the task relies on more than the interface promises.");

    public static readonly DiagnosticDescriptor ComputedMember = Info(
        DiagnosticIds.ComputedMember,
        "A computed property is not stored",
        "{0} is computed and can't be set, so it is left out of the payload. The worker computes it again from the members that are stored. Give it an init accessor if its value must be kept, or mark it [JsonIgnore] to say that it need not.");

    public static readonly DiagnosticDescriptor HiddenMember = Warning(
        DiagnosticIds.HiddenMember,
        "A member hides one of the base class",
        "{0} hides '{2}'. One JSON name stands for both, so only the value of the derived class is stored and the other comes back as its default. Rename one of them, or make it one property with virtual and override.");

    public static readonly DiagnosticDescriptor ExplicitMember = Info(
        DiagnosticIds.ExplicitMember,
        "An explicitly implemented property is not stored",
        "{0} holds a value but is implemented explicitly, which serializers don't see. It comes back as its default. Implement the interface's member with a public property if the value must be kept.");

    public static readonly DiagnosticDescriptor PrivateState = Warning(
        DiagnosticIds.PrivateState,
        "State that is not public is not stored",
        "{0} is not public, which serializers don't see, and nothing that is stored brings its value back. The worker finds what a new object has there. Make it a public property with an init accessor if the value must be kept, or mark it [JsonIgnore] to say that it need not.");

    public static readonly DiagnosticDescriptor DateTimeInPayload = Warning(
        DiagnosticIds.DateTimeInPayload,
        "DateTime means another time on another machine",
        "{0} is declared as 'DateTime', which says UTC, local or nothing. A local time depends on the machine that reads it and is refused when it is enqueued; one without a kind leaves the reader to guess. Use DateTimeOffset, or DateOnly for a day.");

    public static readonly DiagnosticDescriptor RawJson = Warning(
        DiagnosticIds.RawJson,
        "JSON without a type is stored as it is",
        "{0} is declared as '{1}', which holds any JSON. Nothing checks what is in it, and no change of its shape is noticed while jobs are queued. Declare a record for it, or suppress this if the task passes it on as it is.");

    public static readonly DiagnosticDescriptor SortedCollection = Warning(
        DiagnosticIds.SortedCollection,
        "The order of a sorted collection is not kept",
        "{0} is declared as '{1}'. JSON does not keep its comparer, so one with any other than the default is refused when it is enqueued, and the default order of texts depends on the culture of the machine. Pass a list, or a set or dictionary that the task sorts itself.");

    public static readonly DiagnosticDescriptor ConcurrentCollection = Warning(
        DiagnosticIds.ConcurrentCollection,
        "A payload has no use for a concurrent collection",
        "{0} is declared as '{1}'. What is stored is a copy of one moment, and what other threads add meanwhile may or may not be in it; the worker gets one that no other thread knows. Declare {2}, and copy into it where the job is enqueued.");

    public static readonly DiagnosticDescriptor NamelessTuple = Warning(
        DiagnosticIds.NamelessTuple,
        "The elements of a Tuple have no names",
        "{0} is declared as '{1}', whose elements are called Item1, Item2 and so on. Nobody who looks at a job can tell what they mean, and elements of one type that change places go unnoticed while jobs are queued. Declare a record with a name for each.");

    public static readonly DiagnosticDescriptor MemoryOfElements = Warning(
        DiagnosticIds.MemoryOfElements,
        "The elements of a Memory are copied",
        "{0} is declared as '{1}', a view of elements that are kept elsewhere. JSON holds a copy of each, one by one, and the worker gets an array of its own, so nothing is saved by the view. Declare {2} to say so.");

    public static readonly DiagnosticDescriptor SecretInPayload = Warning(
        DiagnosticIds.SecretInPayload,
        "A secret would be stored with the job",
        "{0} is named like a secret. Payloads are kept as readable JSON in the database, in its backups and for as long as the job is kept, and are shown to whoever looks at the job. Mark it [Sensitive], or pass a key by which the task finds the secret; suppress this if it is none.");

    public static readonly DiagnosticDescriptor SensitiveWithoutEffect = Warning(
        DiagnosticIds.SensitiveWithoutEffect,
        "[Sensitive] protects nothing here",
        "{0} is marked [Sensitive] but {2}. There is nothing to encrypt or to hide. Remove the attribute, or put it on what is stored.");

    public static readonly DiagnosticDescriptor SensitiveHiddenField = Warning(
        DiagnosticIds.SensitiveHiddenField,
        "[field: Sensitive] is hidden from other projects",
        "[field: Sensitive] marks the hidden field behind '{0}'. The compiler does not show that field to projects that refer to this one, so their tasks would store and show the value as it is. Write {1}.");

    /// <summary>All of them.</summary>
    public static readonly DiagnosticDescriptor LeftOutElsewhere = Warning(
        DiagnosticIds.LeftOutElsewhere,
        "A member that other serializers leave out is stored",
        "{0} is stored, although {2}: like System.Text.Json, the generated code heeds only [JsonIgnore] of System.Text.Json.Serialization. Mark it with that to leave it out, or [Sensitive] if it is a secret; [JsonInclude] says that it is meant to be stored.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        SlicedType, UnknownNullability, RecursiveType, EnumeratedAtEnqueue, InterfaceCollection,
        ComputedMember, HiddenMember, ExplicitMember, PrivateState, DateTimeInPayload, RawJson, SortedCollection, ConcurrentCollection, NamelessTuple, MemoryOfElements, SecretInPayload, SensitiveWithoutEffect, SensitiveHiddenField, LeftOutElsewhere,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor Of(string id) => ById[id];

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Describe.Warning(id, "TypedTasks.Payload", title, message);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Describe.Info(id, "TypedTasks.Payload", title, message);
}
