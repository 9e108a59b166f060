using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>Finds the fields and auto-properties of a payload type that are not public and hold what nothing stored brings back.</summary>
/// <remarks>
/// Only types of the program itself are looked at: their bodies say what a field is for. One that is never written, or only by a constructor that
/// runs when the value is read, holds the same in the worker. One that the accessors of a stored property reach travels with that property.
/// </remarks>
internal static class PrivateState
{
    // Values of these kinds are no data: nobody could make a public member of them that is stored.
    private static readonly string[] Tools = [DiagnosticIds.Delegate, DiagnosticIds.DeferredValue, DiagnosticIds.ServiceInPayload, DiagnosticIds.ProcessBound, DiagnosticIds.InjectedInsidePayload];

    private static readonly string[] CacheWords = ["cache", "memo", "lazy"];

    // Many tasks may take the same type.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>>> Known = new();

    /// <summary>The members that could hold such state, by their declarations alone.</summary>
    public static IReadOnlyList<ISymbol> Candidates(INamedTypeSymbol type, Compilation compilation)
        => [.. Own(type, compilation).SelectMany(declaring => declaring.GetMembers().OfType<IFieldSymbol>()).Select(Candidate).OfType<ISymbol>(),
            .. Own(type, compilation).SelectMany(Captured)];

    /// <summary>Those of the candidates whose values do not travel.</summary>
    /// <param name="candidates">What <see cref="Candidates"/> gave.</param>
    /// <param name="type">The class, record or struct.</param>
    /// <param name="shape">What is stored of it.</param>
    /// <param name="compilation">The program that declares it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IReadOnlyList<ISymbol> Of(IReadOnlyList<ISymbol> candidates, INamedTypeSymbol type, ObjectShape shape, Compilation compilation, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0) return candidates;
        var known = Known.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        return known.TryGetValue(type, out var found) ? found : known[type] = Find(candidates, type, shape, compilation, cancellationToken);
    }

    private static IReadOnlyList<ISymbol> Find(IReadOnlyList<ISymbol> candidates, INamedTypeSymbol type, ObjectShape shape, Compilation compilation, CancellationToken cancellationToken)
    {
        var own = Own(type, compilation).ToList();
        var code = new TypeCode(own, compilation, cancellationToken);
        var stored = new HashSet<string>(shape.Members.Select(member => member.Name), StringComparer.Ordinal);
        var travelling = code.ReachedFrom(own.SelectMany(declaring => declaring.GetMembers().OfType<IPropertySymbol>())
            .Where(property => stored.Contains(property.Name) || JsonAttributes.IsIgnored(property)));
        var constructors = new ReadingConstructors(type, [.. type.InstanceConstructors.Where(constructor => Takes(constructor, shape))], code);
        var lazy = new LazyFill(code, candidates);
        return [.. candidates.Where(candidate => !travelling.Contains(candidate.OriginalDefinition) && IsLost(candidate, code, lazy, constructors))];
    }

    private static bool IsLost(ISymbol candidate, TypeCode code, LazyFill lazy, ReadingConstructors constructors)
    {
        if (candidate is IParameterSymbol && !code.IsCaptured(candidate)) return false;
        if (candidate is IParameterSymbol { ContainingSymbol: var primary } && !constructors.Repeat(primary)) return true;
        if (IsWrittenElsewhere(candidate)) return true;
        if (code.InitializerOf(candidate) is { } initializer && !IsRepeated(initializer, code, constructors)) return true;
        return code.UsesOf(candidate).Any(use => MemberWrite.Of(use) is { } write && !IsHarmless(write, candidate, code, lazy, constructors));
    }

    // Other types of the program may write it, and looking at all of them would cost too much.
    private static bool IsWrittenElsewhere(ISymbol candidate)
        => candidate is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: Accessibility.Internal or Accessibility.ProtectedOrInternal };

    private static bool IsHarmless(MemberWrite write, ISymbol candidate, TypeCode code, LazyFill lazy, ReadingConstructors constructors)
    {
        if (write.Call is { } call && !code.IsChange(call)) return true;
        if (write is { Key: null, Call: null, Value: { } value } && (IsEmpty(value) || code.IsBound(value, candidate))) return true; // emptied, or copied from an object of the type
        if (lazy.Is(write, candidate)) return true;
        return code.ConstructorAround(write.Place) is { } constructor && constructors.Run(constructor)
            && (write.Value is null || IsRepeated(write.Value, code, constructors));
    }

    private static bool IsEmpty(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.ValueText: "null" or "default" } or DefaultExpressionSyntax;

    private static bool IsRepeated(ExpressionSyntax value, TypeCode code, ReadingConstructors constructors)
        => code.NamesIn(value).All(name => !LazyFill.IsFresh(name)
            && (name is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } || constructors.Repeat(constructor)));

    private static bool Takes(IMethodSymbol constructor, ObjectShape shape)
        => constructor.Parameters.Length == shape.Constructor.Count
            && constructor.Parameters.Zip(shape.Constructor, (parameter, member) => string.Equals(parameter.Name, shape.Members[member].Name, StringComparison.OrdinalIgnoreCase)).All(isSame => isSame);

    private static ISymbol? Candidate(IFieldSymbol field)
    {
        if (field.IsStatic || field.IsConst || IsMarked(field) || IsTool(field.Name, field.Type)) return null;
        if (field.AssociatedSymbol is not IPropertySymbol property) return field is { AssociatedSymbol: null, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Public } ? field : null;
        var isHidden = property.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;
        return isHidden && property.ExplicitInterfaceImplementations.IsEmpty && !IsMarked(property) ? property : null;
    }

    private static bool IsMarked(ISymbol member) => JsonAttributes.IsIgnored(member) || member.Attribute("System.NonSerializedAttribute") is not null;

    // Parameters of a record are properties, and its methods use those.
    private static IEnumerable<ISymbol> Captured(INamedTypeSymbol type)
        => type.IsRecord ? [] : type.InstanceConstructors.Where(TypeCode.IsPrimary).SelectMany(constructor => constructor.Parameters).Where(parameter => !IsTool(parameter.Name, parameter.Type));

    private static bool IsTool(string name, ITypeSymbol type)
        => CacheWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            || type.Name.EndsWith("Logger", StringComparison.Ordinal)
            || (type is INamedTypeSymbol named && KnownTypes.Refuse(named) is { } fault && Tools.Contains(fault));

    private static IEnumerable<INamedTypeSymbol> Own(INamedTypeSymbol type, Compilation compilation)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            if (SymbolEqualityComparer.Default.Equals(declaring.ContainingAssembly, compilation.Assembly)) yield return declaring;
    }
}
