using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT2xxx: what JSON would lose or could not read back.</summary>
internal static class PayloadErrors
{
    public static readonly DiagnosticDescriptor AbstractType = PayloadError(
        DiagnosticIds.AbstractType,
        "An interface or abstract class can't be read back",
        "{0} is declared as '{1}'. JSON does not record which class it was, so the worker could not read it back. Use a record or class{3}. If it may be one of several, list each on their base with [JsonDerivedType], which takes the class and a name for it.");

    public static readonly DiagnosticDescriptor UntypedValue = PayloadError(
        DiagnosticIds.UntypedValue,
        "An untyped value can't be read back",
        "{0} is declared as '{1}', which holds anything. The worker would get raw JSON instead of the value that was enqueued. Use the type that is meant, a record or class; if there are several, give them a base that lists them with [JsonDerivedType]. For JSON itself use JsonElement.");

    public static readonly DiagnosticDescriptor ServiceInPayload = PayloadError(
        DiagnosticIds.ServiceInPayload,
        "A service or open handle can't be stored",
        "{0} is declared as '{1}', a service or an open handle. It lives in this process and has no JSON form. Pass what is needed of it: a record with the data, a byte[], or the key under which it is stored{3}.");

    public static readonly DiagnosticDescriptor Delegate = PayloadError(
        DiagnosticIds.Delegate,
        "Code can't be stored",
        "{0} is declared as '{1}'. A delegate or expression is code, which JSON can't hold. Pass the data the code works on, and call the code in the task.");

    public static readonly DiagnosticDescriptor ProcessBound = PayloadError(
        DiagnosticIds.ProcessBound,
        "A value of this process means nothing on the worker",
        "{0} is declared as '{1}'. Types, methods, assemblies and pointers belong to the process they were made in. Pass a name, a key or an enum, and look it up in the task.");

    public static readonly DiagnosticDescriptor RefStruct = PayloadError(
        DiagnosticIds.RefStruct,
        "A ref struct can't be stored",
        "{0} is declared as '{1}', which lives on the stack only. A job outlives the call that enqueues it. Use an array, a List<T> or a string.");

    public static readonly DiagnosticDescriptor MultiDimensionalArray = PayloadError(
        DiagnosticIds.MultiDimensionalArray,
        "JSON has no multi-dimensional arrays",
        "{0} is declared as '{1}'. JSON has only arrays of arrays, so the shape could not be read back. Use a jagged array such as T[][].");

    public static readonly DiagnosticDescriptor DeferredValue = PayloadError(
        DiagnosticIds.DeferredValue,
        "A value that is not there yet can't be stored",
        "{0} is declared as '{1}', a value that is still to come. What is stored must be known when the job is enqueued. Await or compute it first, and pass the value.");

    public static readonly DiagnosticDescriptor Tuple = PayloadError(
        DiagnosticIds.Tuple,
        "The elements of a tuple have no lasting names",
        "{0} is declared as the tuple '{1}'. Its element names exist only in the compiler, so a stored job could not name them. Declare a record with these members.");

    public static readonly DiagnosticDescriptor FrameworkType = PayloadError(
        DiagnosticIds.FrameworkType,
        "This framework type does not survive JSON",
        "{0} is declared as '{1}'. JSON would not bring that type back equal. Pass what it is made from: a string, a number, a key, or a record of your own.");

    public static readonly DiagnosticDescriptor UnsupportedCollection = PayloadError(
        DiagnosticIds.UnsupportedCollection,
        "This collection does not come back as it was",
        "{0} is declared as '{1}', which would come back changed or not at all. JSON keeps a list of elements and nothing else: no comparer, no reversed order, no further members. Use an array, List<T>, HashSet<T> or Dictionary<TKey, TValue>.");

    public static readonly DiagnosticDescriptor DictionaryKey = PayloadError(
        DiagnosticIds.DictionaryKey,
        "This type can't be a dictionary key in JSON",
        "{0} has the key type '{1}'. A key in JSON is a text. Use a string, a number, a Guid, a date or an enum as the key, or pass a list of records.");

    public static readonly DiagnosticDescriptor LostMember = PayloadError(
        DiagnosticIds.LostMember,
        "A member would be lost",
        "{0} would be lost, and silently be the default on the worker: {2}. If the task does not need it, mark it [JsonIgnore]{5}.");

    public static readonly DiagnosticDescriptor AmbiguousConstructor = PayloadError(
        DiagnosticIds.AmbiguousConstructor,
        "Several constructors to choose from",
        "{0} has the type '{1}', which has several public constructors with parameters. Nothing says which one should make the value on the worker. Mark the one whose parameters are the properties with [JsonConstructor]{3}{5}.");

    public static readonly DiagnosticDescriptor ConstructorParameterMismatch = PayloadError(
        DiagnosticIds.ConstructorParameterMismatch,
        "A constructor parameter has no member",
        "{0} has the type '{1}', whose constructor takes '{2}', but no property of that name and type holds its value. The worker would not know what to pass. Name the constructor's parameter after a property of the same type, or add a constructor without it{3}{5}.");

    public static readonly DiagnosticDescriptor NoAccessibleConstructor = PayloadError(
        DiagnosticIds.NoAccessibleConstructor,
        "No accessible constructor",
        "{0} has the type '{1}', which has no constructor that generated code may call. The worker could not make the value. Add a public or internal constructor: one without parameters if every property can be set, else one whose parameters have the names and types of the properties. Or declare a record, which comes with it{3}{5}.");

    public static readonly DiagnosticDescriptor JsonIncludeOnNonPublic = PayloadError(
        DiagnosticIds.JsonIncludeOnNonPublic,
        "[JsonInclude] does not reach a member that is not public",
        "{0} carries [JsonInclude] but isn't public. Generated code can't reach it without reflection, which Native AOT removes. Make the member public, or remove the attribute and the data.");

    public static readonly DiagnosticDescriptor IgnoredButRequired = PayloadError(
        DiagnosticIds.IgnoredButRequired,
        "An ignored member is needed to make the value",
        "{0} is marked [JsonIgnore], but '{1}' can't be made without it. It is required or a constructor parameter, and its value would be missing on the worker. Remove [JsonIgnore], or make the member optional.");

    public static readonly DiagnosticDescriptor DuplicateMemberName = PayloadError(
        DiagnosticIds.DuplicateMemberName,
        "Two members have one JSON name",
        "{0} has the type '{1}', in which two members are named '{2}' in JSON, case aside. One of the two would be lost. Rename one, or give it another [JsonPropertyName].");

    public static readonly DiagnosticDescriptor UnsupportedJsonAttribute = PayloadError(
        DiagnosticIds.UnsupportedJsonAttribute,
        "This serializer attribute is not carried out",
        "{0} is marked {2}, which the generated serializer does not carry out. What is stored would not be what the attribute promises. Use a record without it for the payload, or mark the type that has it [PayloadJson(typeof(MyContext))] to write it by your own JsonSerializerContext.");

    public static readonly DiagnosticDescriptor InjectedInsidePayload = PayloadError(
        DiagnosticIds.InjectedInsidePayload,
        "Injected values can't be members of a payload type",
        "{0} is declared as '{1}'. The worker supplies it when the job runs; it is no data. {3}.");

    public static readonly DiagnosticDescriptor CyclicTypes = PayloadError(
        DiagnosticIds.CyclicTypes,
        "Two types refer to each other",
        "{0} leads back to '{1}' through '{2}'. Objects that refer to each other have no end in JSON. Pass keys instead of the object graph, or leave one direction out with [JsonIgnore].");

    public static readonly DiagnosticDescriptor InfiniteType = PayloadError(
        DiagnosticIds.InfiniteType,
        "The type contains ever larger types",
        "{0} has the type '{1}', which contains ever larger constructions of itself. The serializer would have no end. Use a type whose members are finite.");

    public static readonly DiagnosticDescriptor NotSupportedYet = PayloadError(
        DiagnosticIds.NotSupportedYet,
        "This default has no form in C#",
        "{0} has a default of type '{1}' that an attribute gives, such as [DateTimeConstant]. The generated methods could not repeat it, because C# has no constant of that type. Make it nullable with null as its default, and fill it in the task.");

    public static readonly DiagnosticDescriptor PayloadContext = PayloadError(
        DiagnosticIds.PayloadContext,
        "The context of [PayloadJson] can't be used",
        "{0} has the type '{1}' and is handed to {2}. Generated code could not write and read it there. Name a JsonSerializerContext that lists the type with [JsonSerializable].");

    public static readonly DiagnosticDescriptor SensitiveInForeignType = PayloadError(
        DiagnosticIds.SensitiveInForeignType,
        "[Sensitive] does not reach into [PayloadJson]",
        "{0} has the type '{1}', which your own serializer context writes, and inside it '{2}' is marked [Sensitive]. Nothing tells where in that JSON the member is, so it would be stored and shown as it is. Mark the parameter or member that holds the whole value [Sensitive].");

    public static readonly DiagnosticDescriptor EnumNameUnusable = PayloadError(
        DiagnosticIds.EnumNameUnusable,
        "A name of an enum's value can't be stored",
        "{0} has the type '{1}', in which {2}. The value could not be written, or would come back as another one. Give each value a [JsonStringEnumMemberName] of its own that is a plain word, or remove the attribute.");

    public static readonly DiagnosticDescriptor HiddenState = PayloadError(
        DiagnosticIds.HiddenState,
        "A type shows nothing that could be stored",
        "{0} is declared as '{1}', which keeps what it holds to itself: it has no property that can be read and set. The worker would get an empty one. Pass what it is made from, such as a text, a number or a record, or mark it [PayloadJson(typeof(MyContext))] to write it by your own JsonSerializerContext{3}.");

    public static readonly DiagnosticDescriptor EndlessType = PayloadError(
        DiagnosticIds.EndlessType,
        "Every value of the type needs another one",
        "{0} is declared as '{1}', which can't be made without another '{1}': members that are not nullable lead back to it. Null is refused there, so no value could ever be stored. Declare a member on the way nullable, or take a list.");

    public static readonly DiagnosticDescriptor Entity = PayloadError(
        DiagnosticIds.Entity,
        "An entity can't be a payload",
        "{0} is declared as '{1}', an entity of '{2}'. Its copy in the queue would be out of date when the job runs, and its navigations pull in half the database. Pass its key, and load it in the task.");
}
