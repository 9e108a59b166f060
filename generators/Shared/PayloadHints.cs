using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// Says what deserves a remark in a payload that <see cref="PayloadRules"/> accepts: what comes back not quite as one may think, what can be
/// refused at run time, what is left out. Follows the shapes that were accepted, so it looks at nothing that is not stored.
/// </summary>
internal sealed class PayloadHints
{
    private const string Enumerable = "System.Collections.Generic.IEnumerable`1";

    private readonly Compilation compilation;
    private readonly Dictionary<string, TypeShape> shapes;
    private readonly List<Hint> hints = [];
    private readonly HashSet<ISymbol> looked = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> oblivious = new(SymbolEqualityComparer.Default);
    private readonly Stack<ISymbol> open = new();
    private readonly CancellationToken cancellationToken;

    private PayloadHints(Compilation compilation, TaskShape task, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.cancellationToken = cancellationToken;
        shapes = task.Types.ToDictionary(shape => shape.Name, StringComparer.Ordinal);
    }

    /// <summary>The remarks.</summary>
    public IReadOnlyList<Hint> Hints => hints;

    /// <summary>Whether an edit within a method's body may lead to other remarks.</summary>
    public bool DependsOnBodies { get; private set; }

    /// <summary>The remarks on one task's parameters and result.</summary>
    /// <param name="method">The task's method.</param>
    /// <param name="task">What was decided on it; valid.</param>
    /// <param name="compilation">The program.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static PayloadHints Of(IMethodSymbol method, TaskShape task, Compilation compilation, CancellationToken cancellationToken)
    {
        var found = new PayloadHints(compilation, task, cancellationToken);
        for (var i = 0; i < method.Parameters.Length; i++)
            if (task.Parameters[i].Source == ParameterSource.Payload) found.LookAt(method.Parameters[i]);
        if (task.Result is not null) found.Look(Result(method), new HintPlace(method, method, "result"));
        found.hints.AddRange(SecretHints.Of(method, task));
        return found;
    }

    private void LookAt(IParameterSymbol parameter)
    {
        var place = new HintPlace(parameter, parameter, parameter.Name);
        if (parameter.Type is not INamedTypeSymbol sequence || !sequence.Is(Enumerable))
        {
            Look(parameter.Type, place);
            return;
        }

        Add(DiagnosticIds.EnumeratedAtEnqueue, place, sequence);
        Look(sequence.TypeArguments[0], place with { Path = parameter.Name + "[]" });
    }

    private void Look(ITypeSymbol type, HintPlace place)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        LookAtAnnotation(type, place);
        if (!shapes.TryGetValue(CSharpNames.Of(type), out var shape)) return;
        switch (shape)
        {
            case ScalarShape { Kind: ScalarKind.DateTime }:
                Add(DiagnosticIds.DateTimeInPayload, place, type);
                break;
            case ScalarShape { Kind: ScalarKind.JsonElement or ScalarKind.JsonNode or ScalarKind.JsonObject or ScalarKind.JsonArray }:
                Add(DiagnosticIds.RawJson, place, type);
                break;
            case CollectionShape collection:
                if (collection.Kind is CollectionKind.SortedSet or CollectionKind.ImmutableSortedSet) Add(DiagnosticIds.SortedCollection, place, type);
                if (collection.Kind is CollectionKind.Memory or CollectionKind.ReadOnlyMemory) Add(DiagnosticIds.MemoryOfElements, place, type, Element(type)?.SpecialType == SpecialType.System_Char ? "string" : "an array");
                if (collection.Kind is CollectionKind.ConcurrentQueue) Add(DiagnosticIds.ConcurrentCollection, place, type, "Queue<T>");
                if (collection is { IsInterface: true, Kind: CollectionKind.List or CollectionKind.HashSet } && !IsReadOnly(type)) AddOwn(DiagnosticIds.InterfaceCollection, place, type, collection.Kind == CollectionKind.HashSet ? "HashSet<T>" : "List<T>");
                if (Element(type) is { } element) Look(element, place.Element);
                break;
            case DictionaryShape dictionary:
                if (dictionary.Kind is DictionaryKind.SortedDictionary or DictionaryKind.SortedList or DictionaryKind.ImmutableSortedDictionary) Add(DiagnosticIds.SortedCollection, place, type);
                if (dictionary.Kind is DictionaryKind.ConcurrentDictionary) Add(DiagnosticIds.ConcurrentCollection, place, type, "Dictionary<TKey, TValue>");
                if (dictionary is { IsInterface: true, Kind: DictionaryKind.Dictionary } && !IsReadOnly(type)) AddOwn(DiagnosticIds.InterfaceCollection, place, type, "Dictionary<TKey, TValue>");
                if (type is INamedTypeSymbol { Arity: 2 } keyed && keyed.TypeArguments[0].SpecialType == SpecialType.System_DateTime) Add(DiagnosticIds.DateTimeInPayload, place, keyed.TypeArguments[0]);
                if (Element(type) is { } value) Look(value, place.Element);
                break;
            case ObjectShape @object when type is INamedTypeSymbol named:
                if (TupleRules.IsTuple(named)) Add(DiagnosticIds.NamelessTuple, place, type);
                LookInto(named, @object, place);
                break;
        }
    }

    private void LookInto(INamedTypeSymbol type, ObjectShape shape, HintPlace place)
    {
        if (!shape.IsSealed && shape.Union is null && DerivedTypes.Example(compilation, type) is { } derived) Add(DiagnosticIds.SlicedType, place, type, derived.Name);
        if (open.Any(opened => SymbolEqualityComparer.Default.Equals(opened, type))) Add(DiagnosticIds.RecursiveType, place, type);
        if (!looked.Add(type)) return;

        open.Push(type);
        foreach (var member in shape.Members)
            if (MemberHints.Find(type, member.Name) is { } symbol) LookAt(symbol, type, place.Member(symbol));
        if (IsOwn(type)) hints.AddRange(MemberHints.OfLeftOut(type, shape, place));
        LookBehind(type, shape, place);
        if (shape.Union is not null)
            foreach (var listed in UnionRules.CasesOf(type)) Look(listed.WithNullableAnnotation(NullableAnnotation.NotAnnotated), place with { Path = $"{place.Path}({listed.Name})" });
        open.Pop();
    }

    private void LookBehind(INamedTypeSymbol type, ObjectShape shape, HintPlace place)
    {
        if (type.IsAbstract) return; // no value is of exactly this type
        var candidates = PrivateState.Candidates(type, compilation);
        DependsOnBodies |= candidates.Count > 0;
        foreach (var member in PrivateState.Of(candidates, type, shape, compilation, cancellationToken))
            Add(DiagnosticIds.PrivateState, place.Member(member), MemberHints.TypeOf(member));
    }

    private void LookAt(ISymbol member, INamedTypeSymbol type, HintPlace place)
    {
        var memberType = MemberHints.TypeOf(member);
        if (MemberHints.Hidden(member) is { } hidden) Add(DiagnosticIds.HiddenMember, place, memberType, hidden.ContainingType.Name + "." + hidden.Name);
        if (OtherSerializers.Reason(member) is { } reason && !SensitiveRules.IsMarked(member)) Add(DiagnosticIds.LeftOutElsewhere, place, memberType, reason);
        Look(memberType, place);
    }

    // Said once per task and once per type, however many of their declarations say nothing about null.
    private void LookAtAnnotation(ITypeSymbol type, HintPlace place)
    {
        if (!type.IsReferenceType || type.NullableAnnotation != NullableAnnotation.None) return;
        var declaring = place.On is IMethodSymbol or IParameterSymbol ? place.On.ContainingSymbol : place.On.ContainingType.OriginalDefinition;
        if (oblivious.Add(place.On is IMethodSymbol ? place.On : declaring)) Add(DiagnosticIds.UnknownNullability, place, type);
    }

    // What only its author could change is not worth a remark on a type of another assembly.
    private void AddOwn(string id, HintPlace place, ITypeSymbol type, string detail)
    {
        if (IsOwn(place.On)) Add(id, place, type, detail);
    }

    private void Add(string id, HintPlace place, ITypeSymbol type, string detail = "") => hints.Add(place.Hint(id, type, detail));

    private bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    // These promise elements and nothing else, and those come back.
    private static bool IsReadOnly(ITypeSymbol type) => type.Name == "IEnumerable" || type.Name.StartsWith("IReadOnly", StringComparison.Ordinal);

    /// <summary>The type of a collection's elements or a dictionary's values.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: > 0 } named => named.TypeArguments[named.Arity - 1],
        _ => null,
    };

    /// <summary>The type of a task's result.</summary>
    public static ITypeSymbol Result(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task ? task.TypeArguments[0] : method.ReturnType;
}
