namespace TypedTasks.Shared;

/// <summary>
/// The numbers of the diagnostics: one per kind of problem that is fixed in its own way, never reused.
/// TT1xxx declaration, naming, registration; TT2xxx payload errors; TT3xxx payload warnings; TT4xxx usage; TT5xxx evolution; TT6xxx options.
/// </summary>
internal static class DiagnosticIds
{
    public const string NotStatic = "TT1001";
    public const string DuplicateTaskName = "TT1002";
    public const string Generic = "TT1003";
    public const string RefParameter = "TT1004";
    public const string AsyncVoid = "TT1005";
    public const string StubNameTaken = "TT1006";
    public const string TaskInaccessible = "TT1007";
    public const string ReservedParameterName = "TT1008";
    public const string ReturnType = "TT1009";

    /// <summary>The application adds manifests by hand, and not that of every assembly with tasks.</summary>
    public const string ManifestNotAdded = "TT1010";

    public const string MissingAsyncSuffix = "TT1011";
    public const string InvalidStubName = "TT1012";
    public const string ServiceType = "TT1013";
    public const string NotAnOrdinaryMethod = "TT1014";
    public const string LanguageVersion = "TT1015";
    public const string RunOutsidePartial = "TT1016";

    /// <summary>Interface or abstract class: JSON does not say which class it was.</summary>
    public const string AbstractType = "TT2001";

    /// <summary><c>object</c>, <c>dynamic</c>, <c>ExpandoObject</c>, <c>JsonDocument</c>: nothing says what to read.</summary>
    public const string UntypedValue = "TT2002";

    /// <summary>A service or an open handle: streams, database contexts, loggers, <c>HttpClient</c>, anything disposable.</summary>
    public const string ServiceInPayload = "TT2003";

    public const string Delegate = "TT2004";

    /// <summary><c>Type</c>, <c>MethodInfo</c>, <c>Assembly</c>, <c>nint</c>, pointers: means nothing in another process.</summary>
    public const string ProcessBound = "TT2005";

    public const string RefStruct = "TT2006";
    public const string MultiDimensionalArray = "TT2007";

    /// <summary><c>Task</c>, <c>ValueTask</c>, <c>Lazy</c>, <c>IAsyncEnumerable</c>: a value that is not there yet.</summary>
    public const string DeferredValue = "TT2008";

    /// <summary>Tuples and anonymous types: their element names are no stable identity.</summary>
    public const string Tuple = "TT2009";

    /// <summary>A type of the framework that JSON would not bring back: <c>BigInteger</c>, <c>StringBuilder</c>, exceptions, <c>IPAddress</c>.</summary>
    public const string FrameworkType = "TT2010";

    /// <summary>A collection that would not come back equal: stacks, frozen, read-only, concurrent, non-generic, hand-made ones.</summary>
    public const string UnsupportedCollection = "TT2011";

    public const string DictionaryKey = "TT2012";

    /// <summary>A member that could be written but not read back: no setter, non-public setter, field, internal property.</summary>
    public const string LostMember = "TT2013";

    public const string AmbiguousConstructor = "TT2014";
    public const string ConstructorParameterMismatch = "TT2015";
    public const string NoAccessibleConstructor = "TT2016";
    public const string JsonIncludeOnNonPublic = "TT2018";
    public const string IgnoredButRequired = "TT2019";

    /// <summary>Two members with one JSON name, also when they differ only in case.</summary>
    public const string DuplicateMemberName = "TT2020";

    /// <summary>A System.Text.Json attribute that generated serializers don't carry out: converters, polymorphism, extension data.</summary>
    public const string UnsupportedJsonAttribute = "TT2022";

    /// <summary><c>CancellationToken</c>, <c>JobContext</c> or a transaction as a member of a payload type: these are injected as parameters only.</summary>
    public const string InjectedInsidePayload = "TT2023";

    /// <summary>Two types that refer to each other, such as entities with navigation properties.</summary>
    public const string CyclicTypes = "TT2024";

    /// <summary>A generic type that contains an ever larger construction of itself.</summary>
    public const string InfiniteType = "TT2025";

    /// <summary>A default that an attribute gives and that generated code can't repeat.</summary>
    public const string NotSupportedYet = "TT2026";

    /// <summary>An entity of a database context: pass its key.</summary>
    public const string Entity = "TT2031";

    /// <summary><c>[PayloadJson]</c> names a context that can't write and read the type.</summary>
    public const string PayloadContext = "TT2032";

    /// <summary>A <c>[Sensitive]</c> member of a type that <c>[PayloadJson]</c> hands to a context: it would be stored as it is.</summary>
    public const string SensitiveInForeignType = "TT2033";

    /// <summary>The name that <c>JsonStringEnumMemberName</c> gives to an enum's value is none, or is that of another value too.</summary>
    public const string EnumNameUnusable = "TT2034";

    /// <summary>A type that holds all it has in fields that are not public, or in another assembly out of sight.</summary>
    public const string HiddenState = "TT2035";

    /// <summary>A type of which every value needs another one.</summary>
    public const string EndlessType = "TT2036";

    /// <summary>A class that others derive from: only values of exactly this class are stored.</summary>
    public const string SlicedType = "TT3001";

    /// <summary>Declared where nullable annotations are off, so nothing says whether null may stand there.</summary>
    public const string UnknownNullability = "TT3002";

    public const string RecursiveType = "TT3003";

    /// <summary>A parameter of type <c>IEnumerable</c>: whatever is behind it runs inside the call that enqueues.</summary>
    public const string EnumeratedAtEnqueue = "TT3004";

    public const string InterfaceCollection = "TT3005";
    public const string ComputedMember = "TT3006";

    /// <summary>A member that hides one of its base class with <c>new</c>.</summary>
    public const string HiddenMember = "TT3007";

    /// <summary>An explicitly implemented property that holds a value.</summary>
    public const string ExplicitMember = "TT3008";

    /// <summary>A field or auto-property that is not public, whose value nothing stored brings back.</summary>
    public const string PrivateState = "TT3009";

    public const string DateTimeInPayload = "TT3010";

    /// <summary>JSON itself: <c>JsonElement</c>, <c>JsonNode</c>.</summary>
    public const string RawJson = "TT3011";

    /// <summary>A sorted set or dictionary: its comparer is not kept.</summary>
    public const string SortedCollection = "TT3012";

    /// <summary>A collection that is made for several threads, which a payload never has.</summary>
    public const string ConcurrentCollection = "TT3013";

    /// <summary><c>Tuple</c>: JSON has only <c>Item1</c> and <c>Item2</c>.</summary>
    public const string NamelessTuple = "TT3014";

    /// <summary><c>Memory&lt;T&gt;</c> of other elements than bytes: its elements are copied.</summary>
    public const string MemoryOfElements = "TT3015";

    /// <summary>Named like a password, key or token.</summary>
    public const string SecretInPayload = "TT3030";

    /// <summary><c>[Sensitive]</c> on what is not stored.</summary>
    public const string SensitiveWithoutEffect = "TT3031";

    /// <summary><c>[field: Sensitive]</c>, on a field that other projects can't see.</summary>
    public const string SensitiveHiddenField = "TT3032";
    public const string LeftOutElsewhere = "TT3033";

    public const string EnqueueNotAwaited = "TT4001";

    /// <summary>A task's method is called itself, where its stub could enqueue it.</summary>
    public const string DirectCall = "TT4002";

    public const string NoCancellationToken = "TT4004";

    /// <summary>A job is enqueued beside a transaction that has begun.</summary>
    public const string OutsideTransaction = "TT4006";

    /// <summary>A task that takes a transaction calls the network or waits while it is open.</summary>
    public const string WaitsInTransaction = "TT4007";

    /// <summary><c>tasks.lock.json</c> can't be read.</summary>
    public const string LockFileMalformed = "TT5001";

    public const string LockFileMissing = "TT5002";

    /// <summary>The same while the project is packed or published, or asks for the file.</summary>
    public const string LockFileRequired = "TT5003";

    public const string TaskAdded = "TT5004";
    public const string OptionalAdded = "TT5005";
    public const string DefaultChanged = "TT5006";
    public const string EnumValueAdded = "TT5007";

    /// <summary>The file is out of date about something that JSON does not show.</summary>
    public const string ChangedWithoutEffect = "TT5008";

    public const string VersionAdded = "TT5009";

    /// <summary>A former name is given, but workers of the previous build can't read the new one.</summary>
    public const string RenamedInVersion = "TT5010";

    /// <summary>Values are accepted that workers of the previous build refuse.</summary>
    public const string AcceptsMoreInVersion = "TT5011";

    public const string MemberRemoved = "TT5012";
    public const string RequiredMemberAdded = "TT5013";
    public const string MadeRequired = "TT5014";
    public const string Retyped = "TT5015";
    public const string NullRefused = "TT5016";
    public const string EnumRenumbered = "TT5017";
    public const string EnumValueRemoved = "TT5018";
    public const string TaskLost = "TT5019";
    public const string ResultChanged = "TT5020";
    public const string VersionOutOfOrder = "TT5021";
    public const string UpgradeMissing = "TT5022";
    public const string UpgradeUnusable = "TT5023";

    /// <summary>Values are stored encrypted that were not, or the other way round.</summary>
    public const string SensitivityChangedInVersion = "TT5024";

    /// <summary>An alias is the name of a task that the file still has, whose jobs the task with the alias can't read.</summary>
    public const string AliasUnreadable = "TT5025";

    public const string InvalidMaxAttempts = "TT6001";
    public const string InvalidPriority = "TT6002";

    /// <summary>A number of seconds that is out of bounds.</summary>
    public const string InvalidSeconds = "TT6003";

    public const string InvalidQueueName = "TT6004";
    public const string InvalidTaskName = "TT6005";
    public const string InvalidVersion = "TT6006";
    public const string UnusableRetryPolicy = "TT6010";
    public const string ContradictingRetrySettings = "TT6011";
    public const string UnusableExceptionRule = "TT6012";
    public const string ContradictingExceptionRules = "TT6013";
    public const string RuleWithoutTask = "TT6014";
}
