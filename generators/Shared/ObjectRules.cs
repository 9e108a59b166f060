using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Decides on one class, record or struct: its members, and the constructor that makes it when it is read.</summary>
/// <remarks>
/// Members are public properties, and public fields with <c>[JsonInclude]</c>; those of a derived class stand before those of its base,
/// as System.Text.Json writes them. A property without setter and without a field of its own is computed and left out.
/// </remarks>
internal sealed class ObjectRules(PayloadRules rules, INamedTypeSymbol type, string path)
{
    private readonly List<Candidate> candidates = [];

    public ObjectShape? Shape(string name)
    {
        var faultsBefore = rules.FaultCount;
        Collect();
        if (ConstructorRules.Choose(rules, type, path, [.. candidates.Select(candidate => candidate.Member)]) is not { } constructor) return null;

        if (!MatchParameters(constructor)) return null;
        var members = candidates.Where(IsKept).OrderBy(candidate => candidate.Order).ToList();
        RefuseDuplicateNames(members);
        RefuseHiddenState(members, wasRefused: rules.FaultCount > faultsBefore);
        var setsRequired = constructor.Attribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
        return new ObjectShape(
            name,
            type.IsValueType,
            type.IsSealed || type.IsValueType,
            members.Select(member => Describe(member, setsRequired)).ToEquatableArray(),
            constructor.Parameters.Select(parameter => members.FindIndex(member => Equal(member.Parameter, parameter))).ToEquatableArray());
    }

    private void Collect()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var declaring = type; declaring is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; declaring = declaring.BaseType)
        {
            if (declaring.TypeKind == TypeKind.Error && IsElsewhere(type))
                rules.Refuse(DiagnosticIds.LostMember, path, type, $"its base class '{declaring.Name}' is declared in an assembly that this project does not reference, so its members are not known. Add the reference");
            foreach (var property in declaring.GetMembers().OfType<IPropertySymbol>())
                if (IsData(property) && IsVisible(property, property.SetMethod is not null || HasBackingField(property)) && taken.Add(property.Name)) AddVisible(property, property.Type);
            foreach (var field in declaring.GetMembers().OfType<IFieldSymbol>())
                if (IsData(field) && field.DeclaredAccessibility == Accessibility.Public && taken.Add(field.Name)) AddVisible(field, field.Type);
        }
    }

    // In C# a name means what the most derived class calls so, also if that is no data.
    private void AddVisible(ISymbol member, ITypeSymbol memberType)
    {
        for (var derived = type; !Equal(derived, member.ContainingType); derived = derived.BaseType!) // it has the member, so it derives from its class
        {
            if (JsonAttributes.IsIgnored(member) || !derived.GetMembers(member.Name).Any(rules.IsAccessible)) continue;
            RefuseLost(member, $"'{derived.Name}' has something else of that name, which hides it. Rename one of them");
            return;
        }

        Add(member, memberType);
    }

    private static bool IsData(IPropertySymbol property)
        => !property.IsStatic && !property.IsIndexer && property.ExplicitInterfaceImplementations.IsEmpty && !property.IsImplicitlyDeclared;

    private static bool IsData(IFieldSymbol field) => !field.IsStatic && !field.IsConst && field.AssociatedSymbol is null;

    // Private and protected members are the type's own business; public and internal ones look like data to those who enqueue it.
    private bool IsVisible(IPropertySymbol property, bool isStored)
    {
        if (property.DeclaredAccessibility == Accessibility.Public) return true;
        if (property.Attribute(JsonAttributes.Include) is not null)
            rules.Refuse(DiagnosticIds.JsonIncludeOnNonPublic, PathOf(property), property.Type);
        else if (isStored && !JsonAttributes.IsIgnored(property) && property.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal)
            RefuseLost(property, "it isn't public. Make it a public property");
        return false;
    }

    private void Add(ISymbol member, ITypeSymbol memberType)
    {
        if (JsonAttributes.Unsupported(member, honoursConverter: JsonAttributes.IsNamed(member, memberType)) is { } attribute)
        {
            rules.Refuse(DiagnosticIds.UnsupportedJsonAttribute, PathOf(member), memberType, attribute);
            return;
        }

        if (JsonAttributes.Argument(member, JsonAttributes.PropertyName) is string name && Utf16.HasLoneSurrogate(name))
        {
            rules.Refuse(DiagnosticIds.UnsupportedJsonAttribute, PathOf(member), memberType, "[JsonPropertyName] with half of a surrogate pair");
            return;
        }

        var isRequired = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
        var isIgnored = JsonAttributes.IsIgnored(member);
        if (isIgnored && isRequired) rules.Refuse(DiagnosticIds.IgnoredButRequired, PathOf(member), type);
        candidates.Add(new Candidate(member, memberType, isIgnored, isRequired));
    }

    // Without its constructor nothing can be said about the members.
    private bool MatchParameters(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (candidates.Find(candidate => ConstructorRules.Matches(parameter, candidate.Member)) is not { } member)
            {
                rules.Refuse(DiagnosticIds.ConstructorParameterMismatch, path, type, parameter.Name);
                return false;
            }

            member.Parameter = parameter;
            if (member.IsIgnored) rules.Refuse(DiagnosticIds.IgnoredButRequired, PathOf(member.Member), type);
            if (DefaultValues.IsUnsupported(parameter)) rules.Refuse(DiagnosticIds.NotSupportedYet, PathOf(member.Member), parameter.Type);
        }

        return true;
    }

    private bool IsKept(Candidate candidate)
    {
        if (candidate.IsIgnored)
        {
            if (candidate.Member is IPropertySymbol ignored) RefuseHiddenBy(ignored);
            return false;
        }

        if (IsUnusable(candidate))
        {
            RefuseLost(candidate.Member, "it is [Obsolete] as an error, so generated code can't use it. Make that a warning");
            return false;
        }

        if (candidate.Member is IFieldSymbol field) return IsKept(field);
        if (candidate.Member is not IPropertySymbol property) return false;
        if (Accessors.Getter(property) is not { DeclaredAccessibility: Accessibility.Public })
        {
            RefuseLost(property, "it has no public get accessor. Add one");
            return false;
        }

        if (candidate.Parameter is not null) return true;
        if (Accessors.Setter(property) is not { } setter)
        {
            if (HasBackingField(property) || (IsElsewhere(property) && CanBeFilled(property.Type))) RefuseLost(property, "it can only be read, and no constructor parameter has its name and type. Add an init accessor, or such a parameter");
            else RefuseHiddenBy(property);
            return false;
        }

        if (setter.DeclaredAccessibility == Accessibility.Public) return true;
        if (property.Attribute(JsonAttributes.Include) is not null) rules.Refuse(DiagnosticIds.JsonIncludeOnNonPublic, PathOf(property), property.Type);
        else RefuseLost(property, "its set accessor isn't public. Make it init or a public set, or add a constructor parameter of its name and type");
        return false;
    }

    private static bool IsUnusable(Candidate candidate)
        => Obsoletion.IsError(candidate.Member)
            || (candidate.Member is IPropertySymbol property
                && (Obsoletion.IsError(Accessors.Getter(property)) || (candidate.Parameter is null && Obsoletion.IsError(Accessors.Setter(property)))));

    private bool IsKept(IFieldSymbol field)
    {
        if (field.Attribute(JsonAttributes.Include) is not null && !field.IsReadOnly) return true;
        RefuseLost(field, field.IsReadOnly ? "it is a field that can only be read. Make it a property with an init accessor" : "it is a field, not a property. Make it a property, or mark it [JsonInclude]");
        return false;
    }

    private MemberShape Describe(Candidate member, bool constructorSetsRequired)
    {
        var memberPath = PathOf(member.Member);
        if (IsElsewhere(member.Member) && IsMissing(member.Type))
            RefuseLost(member.Member, "its type is declared in an assembly that this project does not reference. Add the reference");
        var use = rules.Use(member.Type, memberPath, member.Member.Attribute(ForeignRules.Attribute) ?? member.Parameter?.Attribute(ForeignRules.Attribute));
        if (member.Parameter is { } taken && use.IsNullable && taken.Type.IsReferenceType && !CSharpNames.IsNullableReference(taken.Type)) use = use with { IsNullable = false };
        if (member.Parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, Type.IsReferenceType: true }) use = use with { IsNullable = true }; // whatever its annotation says
        if (use.Context is null && JsonAttributes.IsNamed(member.Member, member.Type)) use = use with { IsNamed = true };
        if (Assignment(member, constructorSetsRequired) is not MemberAssignment.Set) return Shape(member, use, constructorSetsRequired);

        if (CycleRules.LeadsBack(rules.Open, type, member.Type) is { } other) rules.Refuse(DiagnosticIds.CyclicTypes, memberPath, other.WithNullableAnnotation(NullableAnnotation.None), type.Name);
        return Shape(member, use, constructorSetsRequired);
    }

    private MemberShape Shape(Candidate member, TypeUse use, bool constructorSetsRequired)
    {
        var defaultValue = member.Parameter is null ? null : DefaultValues.Of(member.Parameter);
        return new MemberShape(
            member.Member.Name,
            member.JsonName,
            use,
            Assignment(member, constructorSetsRequired),
            Presence(member, defaultValue, use, constructorSetsRequired),
            defaultValue)
        {
            DefaultJson = member.Parameter is null ? null : DefaultJson.Of(member.Parameter),
            FormerNames = FormerNames.Of(member.Member, member.Parameter),
            IsSensitive = SensitiveRules.IsSensitive(member.Member, type, member.Parameter),
        };
    }

    private static MemberAssignment Assignment(Candidate member, bool constructorSetsRequired)
    {
        var mustInitialize = member.IsRequired && !constructorSetsRequired;
        if (member.Parameter is not null) return mustInitialize ? MemberAssignment.ConstructorAndRequired : MemberAssignment.Constructor;
        if (mustInitialize) return MemberAssignment.Required;
        return member.Member is IPropertySymbol property && Accessors.Setter(property) is { IsInitOnly: true } ? MemberAssignment.Init : MemberAssignment.Set;
    }

    private MemberPresence Presence(Candidate member, string? defaultValue, TypeUse use, bool constructorSetsRequired)
    {
        if (member.Member.Attribute(JsonAttributes.Required) is not null) return MemberPresence.Required;
        if (member.IsRequired && !constructorSetsRequired) return MemberPresence.Required;
        if (member.Parameter is not null) return defaultValue is null ? MemberPresence.Required : MemberPresence.Default;
        if (!member.Type.IsReferenceType || use.IsNullable) return MemberPresence.Optional;
        return FirstValues.IsNull(member.Member, type) ? MemberPresence.Required : MemberPresence.OptionalNotNull;
    }

    private void RefuseDuplicateNames(List<Candidate> members)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
            foreach (var name in FormerNames.Of(member.Member, member.Parameter).Prepend(member.JsonName).Distinct(StringComparer.OrdinalIgnoreCase))
                if (!names.Add(name)) rules.Refuse(DiagnosticIds.DuplicateMemberName, path, type, name);
    }

    private void RefuseHiddenState(List<Candidate> members, bool wasRefused)
    {
        var computed = candidates.Where(candidate => !candidate.IsIgnored && candidate.Parameter is null).Select(candidate => candidate.Member).OfType<IPropertySymbol>()
            .Where(property => property.SetMethod is null && !HasBackingField(property)).ToList();
        var settled = members.Concat(candidates.Where(candidate => candidate.IsIgnored)).Select(candidate => candidate.Member).OfType<IPropertySymbol>().ToList();
        var hidden = HiddenState.Of(type, settled);
        var lost = computed.Where(property => hidden.Any(field => HiddenState.IsShownBy(field, property))).ToList();
        foreach (var property in lost)
            RefuseLost(property, $"it shows the field '{hidden.First(field => HiddenState.IsShownBy(field, property)).Name}', which isn't stored. Add an init accessor, or a constructor parameter of its name and type");
        if (members.Count + lost.Count == 0 && !wasRefused && (hidden.Count > 0 || rules.HoldsForeignState(type, settled))) rules.Refuse(DiagnosticIds.HiddenState, path, type);
    }

    private void RefuseLost(ISymbol member, string why)
        => rules.Refuse(DiagnosticIds.LostMember, PathOf(member), member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type, why, member.ContainingType);

    private static bool IsMissing(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsMissing(array.ElementType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Error || named.TypeArguments.Any(IsMissing),
        _ => false,
    };

    private string PathOf(ISymbol member) => path + "." + member.Name;

    // The value of a base class that a property hides which is not stored itself.
    private void RefuseHiddenBy(IPropertySymbol property)
    {
        while (property.OverriddenProperty is { } overridden) property = overridden;
        if (MemberHints.Hidden(property) is IPropertySymbol hidden && (hidden.SetMethod is not null || HasBackingField(hidden)))
            RefuseLost(hidden, $"'{type.Name}' has something else of that name, which hides it. Rename one of them");
    }

    // Whoever has such a collection fills it, so it is kept in a field, also where fields are out of sight. One that is computed is made anew each time.
    private static bool CanBeFilled(ITypeSymbol type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            if (HasAdd(declaring)) return true;
        return type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(HasAdd);
    }

    private static bool HasAdd(ITypeSymbol type)
        => type.GetMembers("Add").Any(member => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, ReturnType.SpecialType: SpecialType.System_Void or SpecialType.System_Boolean })
            && type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsElsewhere(ISymbol symbol) => symbol.DeclaringSyntaxReferences.IsEmpty;

    // Fields of other assemblies are hidden from the compiler; there the accessor of an auto-property carries an attribute. By name, since the
    // field of a partial property belongs to either of its parts.
    private static bool HasBackingField(IPropertySymbol property)
        => property.ContainingType.GetMembers().Any(member => member is IFieldSymbol { AssociatedSymbol: IPropertySymbol { IsIndexer: false } owner } && owner.Name == property.Name)
            || property.GetMethod?.Attribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null;

    private static bool Equal(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    private sealed class Candidate(ISymbol member, ITypeSymbol type, bool isIgnored, bool isRequired)
    {
        public ISymbol Member { get; } = member;

        public ITypeSymbol Type { get; } = type;

        public bool IsIgnored { get; } = isIgnored;

        public bool IsRequired { get; } = isRequired;

        public IParameterSymbol? Parameter { get; set; }

        public string JsonName { get; } = JsonAttributes.Argument(member, JsonAttributes.PropertyName) as string ?? member.Name;

        public int Order { get; } = JsonAttributes.Argument(member, JsonAttributes.PropertyOrder) as int? ?? 0;
    }
}
