using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// Decides what may be a payload: a type gets a shape that the generator can write and read, or faults that the analyzers explain.
/// Both read this, so what is accepted is generated and the other way round.
/// </summary>
/// <remarks>
/// One instance per task. It collects the shapes of all types met on the way, so that a type used twice is looked into once.
/// </remarks>
internal sealed class PayloadRules(Compilation compilation, ReachedFiles reached, CancellationToken cancellationToken)
{
    // A construction of one generic type inside itself more often than this has no end: class Node<T> { Node<List<T>> Next }.
    private const int MaxSelfConstructions = 4;

    private readonly AcceptedShapes accepted = AcceptedShapes.Of(compilation);
    private readonly Dictionary<string, TypeShape> shapes = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];
    private readonly Stack<INamedTypeSymbol> open = new();
    private readonly HashSet<ISymbol> infinite = new(SymbolEqualityComparer.Default);
    private HashSet<string> refused = new(StringComparer.Ordinal);
    private FaultPlace place;
    private string subject = "";
    private bool isBroken;

    /// <summary>The shapes of all types that may be in the payload, in the order of their names.</summary>
    public EquatableArray<TypeShape> Shapes => shapes.Values.OrderBy(shape => shape.Name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Every reason against, at most one per type and parameter.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Whether a type was met that generated code can't name, for a reason that the compiler or another fault tells.</summary>
    public bool MetUnknownType { get; private set; }

    /// <summary>Decides on one parameter's or result's type.</summary>
    /// <param name="type">The type, with its nullable annotation.</param>
    /// <param name="place">Parameter or return type.</param>
    /// <param name="subject">The parameter's name; <c>result</c> for a result.</param>
    /// <param name="foreign">The <c>[PayloadJson]</c> on it, if there is one.</param>
    /// <returns>Null if the type is refused; then <see cref="Faults"/> or <see cref="MetUnknownType"/> says why.</returns>
    public TypeUse? Describe(ITypeSymbol type, FaultPlace place, string subject, AttributeData? foreign = null)
    {
        this.place = place;
        this.subject = subject;
        refused = new HashSet<string>(StringComparer.Ordinal);
        isBroken = false;
        var use = Use(type, subject, foreign);
        return isBroken ? null : use;
    }

    /// <summary>Keeps the shapes for other tasks, if none of them has a fault.</summary>
    public void KeepAccepted()
    {
        if (faults.Count == 0 && !MetUnknownType) accepted.Add(shapes.Values, reached);
    }

    /// <summary>Describes a type at its place inside another one.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">The way to it from the parameter: <c>order.Lines[]</c>.</param>
    /// <param name="foreign">The <c>[PayloadJson]</c> on the place, if there is one.</param>
    internal TypeUse Use(ITypeSymbol type, string path, AttributeData? foreign = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Use(nullable.TypeArguments[0], path, foreign) with { IsNullable = true };

        var use = new TypeUse(CSharpNames.Of(type), CSharpNames.IsNullableReference(type));
        if ((foreign ?? type.Attribute(ForeignRules.Attribute)) is { } attribute && ForeignRules.IsEligible(this, type)) return ForeignRules.Use(this, attribute, type, path) ?? use;
        if (shapes.ContainsKey(use.Type) || accepted.TryCopy(use.Type, shapes, reached) || open.Any(opened => CSharpNames.Of(opened) == use.Type)) return use;
        Look(type, use.Type, path);
        return use;
    }

    /// <summary>Whether a type is a class, record or struct that may be in the payload.</summary>
    internal bool IsObject(INamedTypeSymbol type, string path)
    {
        var use = Use(type, path);
        if (use.Context is null && (!shapes.TryGetValue(use.Type, out var shape) || shape is ObjectShape)) return true;
        Refuse(DiagnosticIds.UnsupportedJsonAttribute, path, type, "[JsonDerivedType], but is not written as an object of its own members");
        return false;
    }

    /// <summary>Whether an accepted class or struct has a member of this name in JSON.</summary>
    internal bool HasMember(string type, string jsonName)
        => shapes.TryGetValue(type, out var shape) && shape is ObjectShape @object && @object.Members.Any(member => member.JsonName == jsonName);

    /// <summary>Notes a reason against.</summary>
    /// <param name="id">The diagnostic.</param>
    /// <param name="path">The way to the culprit from the parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="detail">What else the message needs.</param>
    /// <param name="owner">The type whose author could remedy it, if that is another one.</param>
    internal void Refuse(string id, string path, ITypeSymbol type, string detail = "", ITypeSymbol? owner = null)
    {
        isBroken = true;
        var isForeign = (owner ?? type).ContainingAssembly is { } assembly && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly);
        faults.Add(new Fault(id, place, subject, path, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), detail) { IsForeign = isForeign });
    }

    internal int FaultCount => faults.Count;

    /// <summary>Notes a type into which another rule looks.</summary>
    internal void Reach(ITypeSymbol type) => reached.Add(type);

    /// <summary>The types that are being looked into, the innermost first.</summary>
    internal IEnumerable<INamedTypeSymbol> Open => open;

    /// <summary>Notes a type that generated code can't name.</summary>
    internal void MeetUnknownType() => MetUnknownType = isBroken = true;

    /// <summary>Whether a type, as far as other assemblies declare it, holds something in members that are not public.</summary>
    internal bool HoldsForeignState(INamedTypeSymbol type, IReadOnlyCollection<IPropertySymbol> settled) => ForeignState.IsIn(type, settled, compilation);

    internal bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    private void Look(ITypeSymbol type, string name, string path)
    {
        if (!refused.Add(name))
        {
            isBroken = true;
            return;
        }

        var faultsBefore = faults.Count;
        reached.Open(name);
        reached.Add(type);
        var shape = Shape(type, name, path);
        reached.Close();
        if (shape is null || faults.Count > faultsBefore) return;
        refused.Remove(name);
        var marks = UseMarks.OfPayload(type, withMembers: shape is Shared.ObjectShape or EnumShape);
        shapes[name] = shape with { Warnings = marks.Warnings, IsObsolete = marks.IsObsolete };
    }

    private TypeShape? Shape(ITypeSymbol type, string name, string path)
    {
        if (KnownTypes.Scalar(type) is { } kind) return new ScalarShape(name, type.IsValueType, kind);
        switch (type)
        {
            case { TypeKind: TypeKind.Error }:
                MeetUnknownType();
                return null;
            case IDynamicTypeSymbol:
                Refuse(DiagnosticIds.UntypedValue, path, type);
                return null;
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                Refuse(DiagnosticIds.ProcessBound, path, type);
                return null;
            case ITypeParameterSymbol:
                MeetUnknownType(); // only a generic task can have one, and that is refused as such
                return null;
            case IArrayTypeSymbol { IsSZArray: false }:
                Refuse(DiagnosticIds.MultiDimensionalArray, path, type);
                return null;
            case IArrayTypeSymbol array:
                return new CollectionShape(name, CollectionKind.Array, IsInterface: false, Use(array.ElementType, path + "[]"));
            case INamedTypeSymbol named:
                return NamedShape(named, name, path);
            default:
                Refuse(DiagnosticIds.NotSupportedYet, path, type);
                return null;
        }
    }

    private TypeShape? NamedShape(INamedTypeSymbol type, string name, string path)
    {
        if (KnownCollections.Collection(type) is { } kind)
            return new CollectionShape(name, kind, type.TypeKind == TypeKind.Interface, Use(type.TypeArguments[0], path + "[]"));
        if (KnownCollections.Dictionary(type) is { } dictionary) return DictionaryShape(type, dictionary, name, path);
        if (PairRules.IsPair(type)) return PairRules.Shape(this, type, name, path);
        if (TupleRules.IsTuple(type)) return TupleRules.Shape(this, type, name, path);
        if (!IsAccessible(type) || IsFileLocal(type))
        {
            MeetUnknownType(); // only an inaccessible task can take it without an error of the compiler (CS0050 to CS0053, CS9051)
            return null;
        }

        if (EntityRules.ContextOf(type, compilation) is { } context) return Refused(DiagnosticIds.Entity, type, path, context);
        if (!JsonAttributes.IsNamed(type) && JsonAttributes.Unsupported(type) is { } attribute) return Refused(DiagnosticIds.UnsupportedJsonAttribute, type, path, attribute);
        if (type.TypeKind == TypeKind.Enum) return EnumRules.Shape(this, type, name, path);
        if (KnownTypes.Refuse(type) is { } fault && !(fault == DiagnosticIds.AbstractType && UnionRules.IsUnion(type))) return Refused(fault, type, path);
        if (JsonAttributes.Callback(type) is { } callback) return Refused(DiagnosticIds.UnsupportedJsonAttribute, type, path, "as " + callback);
        if (type.Arity > 0 && infinite.Contains(type.OriginalDefinition))
        {
            isBroken = true; // told once; there may be millions of other ways to it
            return null;
        }

        if (open.Count(opened => SymbolEqualityComparer.Default.Equals(opened.OriginalDefinition, type.OriginalDefinition)) > MaxSelfConstructions)
        {
            infinite.Add(type.OriginalDefinition);
            return Refused(DiagnosticIds.InfiniteType, type, path);
        }

        open.Push(type);
        var shape = ObjectShape(type, name, path);
        open.Pop();
        return shape;
    }

    private ObjectShape? ObjectShape(INamedTypeSymbol type, string name, string path)
    {
        if (!UnionRules.IsUnion(type)) return new ObjectRules(this, type, path).Shape(name);
        var union = UnionRules.Of(this, type, path);
        if (type.IsAbstract) return new ObjectShape(name, IsValueType: false, IsSealed: false, [], []) { Union = union };
        if (new ObjectRules(this, type, path).Shape(name) is not { } shape || union is null) return null;
        if (shape.Members.All(member => member.JsonName != union.Discriminator)) return shape with { Union = union };
        Refuse(DiagnosticIds.UnsupportedJsonAttribute, path, type, $"[JsonDerivedType], but has a member named like the discriminator '{union.Discriminator}'");
        return null;
    }

    private DictionaryShape? DictionaryShape(INamedTypeSymbol type, DictionaryKind kind, string name, string path)
    {
        var key = type.TypeArguments[0];
        if (!IsKey(key) || key.Attribute(ForeignRules.Attribute) is not null) // another's serializer writes values, no keys
        {
            Refuse(DiagnosticIds.DictionaryKey, path, key);
            return null;
        }

        return new DictionaryShape(
            name,
            type.TypeKind == TypeKind.Interface,
            Use(key, path + ".Keys") with { IsNullable = false },
            Use(type.TypeArguments[1], path + "[]")) { Kind = kind };
    }

    private static bool IsKey(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || KnownTypes.Scalar(type)
        is not (null or ScalarKind.Bytes or ScalarKind.Memory or ScalarKind.ReadOnlyMemory
            or ScalarKind.JsonElement or ScalarKind.JsonNode or ScalarKind.JsonObject or ScalarKind.JsonArray);

    private TypeShape? Refused(string id, ITypeSymbol type, string path, string detail = "")
    {
        Refuse(id, path, type, detail);
        return null;
    }

    private static bool IsFileLocal(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            if (current.IsFileLocal) return true;
        return false;
    }
}
