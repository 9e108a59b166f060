using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>Tells a cache from state: it is written only where a test found nothing there, with what can be computed again.</summary>
/// <param name="code">The code of the type.</param>
/// <param name="candidates">The members that may be caches, or flags that say whether a cache is filled.</param>
internal sealed class LazyFill(TypeCode code, IReadOnlyList<ISymbol> candidates)
{
    // What these give is another value in the worker, although it stands in an initializer.
    private static readonly string[] Fresh = ["NewGuid", "CreateVersion7", "Now", "UtcNow", "Today", "GetUtcNow", "GetLocalNow", "GetTimestamp"];

    private static readonly string[] Lookups = ["TryGetValue", "ContainsKey"];

    /// <summary>Whether a name stands for something that is never the same twice.</summary>
    public static bool IsFresh(ISymbol name) => Fresh.Contains(name.Name);

    /// <summary>Whether the worker, if it comes to the write, writes what was there.</summary>
    public bool Is(MemberWrite write, ISymbol candidate)
    {
        if (write.IsLazy) return write.Value is null || IsComputed(write.Value, candidate, write.Key);
        if (write.Value is not { } value) return false;
        var guards = Guards(write.Place).ToList();
        if (guards.Count == 0) guards = [.. CallGuards(write.Place)];
        if (!IsTested(guards, candidate)) return Tests(guards).Any(IsFlag) && IsComputed(value, candidate, write.Key);
        if (write.Key is { } key) return IsLookedUp(guards) && IsComputed(value, candidate, key);
        if (write.Call is not null) return false;
        return IsComputed(value, candidate) || (value.IsKind(SyntaxKind.TrueLiteralExpression) && IsFilledBeside(write.Place, candidate));
    }

    // Not by whoever calls, not a constant that only says that something has happened, not from what was there before.
    private bool IsComputed(ExpressionSyntax value, ISymbol candidate, ExpressionSyntax? key = null)
    {
        if (value is LiteralExpressionSyntax) return false;
        var keys = key is null ? [] : code.NamesIn(key).ToList();
        return code.NamesIn(value).All(name => !IsFresh(name) && !IsSame(name, candidate) && (!IsArgument(name) || keys.Any(known => IsSame(known, name))));
    }

    private static bool IsArgument(ISymbol name)
        => name is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction or MethodKind.Constructor) } };

    private static bool IsLookedUp(List<ExpressionSyntax> guards)
        => guards.SelectMany(guard => guard.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()).Any(name => Lookups.Contains(name.Identifier.ValueText));

    private bool IsTested(List<ExpressionSyntax> guards, ISymbol candidate) => Tests(guards).Any(tested => IsSame(tested, candidate));

    private IEnumerable<ISymbol> Tests(List<ExpressionSyntax> guards)
        => guards.SelectMany(code.NamesIn).Where(name => candidates.Any(candidate => IsSame(candidate, name)));

    private static bool IsFlag(ISymbol member) => MemberHints.TypeOf(member).SpecialType == SpecialType.System_Boolean;

    // The flag's own write stands beside that of the value, or beside the call of a method that writes it.
    private bool IsFilledBeside(SyntaxNode place, ISymbol flag)
    {
        if (place.FirstAncestorOrSelf<BlockSyntax>() is not { } block) return false;
        var fills = candidates.Where(candidate => !IsSame(candidate, flag)).ToList();
        return fills.Any(fill => code.UsesOf(fill).Any(use => block.Contains(use) && MemberWrite.Of(use) is { Value: { } value } write && IsComputed(value, fill, write.Key)))
            || code.ReachedFrom(code.NamesIn(block).OfType<IMethodSymbol>()).Any(reached => fills.Any(fill => IsSame(fill, reached)));
    }

    // A method of the type's own is as guarded as its calls.
    private IEnumerable<ExpressionSyntax> CallGuards(SyntaxNode place)
    {
        if (code.MethodAround(place) is not { DeclaredAccessibility: Accessibility.Private } method) return [];
        var calls = code.UsesOf(method).Select(call => Guards(call).ToList()).ToList();
        return calls.All(guards => guards.Count > 0) ? calls.SelectMany(guards => guards) : [];
    }

    // The conditions under which a place is reached, within its member.
    private static IEnumerable<ExpressionSyntax> Guards(SyntaxNode place)
    {
        for (var node = place; node.Parent is { } parent && node is not MemberDeclarationSyntax; node = parent)
        {
            if (parent is IfStatementSyntax branch && node != branch.Condition) yield return branch.Condition;
            if (parent is ConditionalExpressionSyntax choice && node != choice.Condition) yield return choice.Condition;
            if (parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && node == coalesce.Right) yield return coalesce.Left;
            if (parent is not BlockSyntax block) continue;
            foreach (var earlier in block.Statements.TakeWhile(statement => statement != node).OfType<IfStatementSyntax>())
                if (earlier.Statement is ReturnStatementSyntax || (earlier.Statement as BlockSyntax)?.Statements.LastOrDefault() is ReturnStatementSyntax) yield return earlier.Condition;
        }
    }

    private static bool IsSame(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);
}
