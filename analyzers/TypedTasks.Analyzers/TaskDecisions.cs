using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>What the rules say of a method, decided once per compilation for all analyzers.</summary>
internal static class TaskDecisions
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, TaskDecision>> Decided = new();

    public static TaskDecision Of(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
        => Decided.GetValue(compilation, _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(method, _ => TaskRules.Decide(method, attribute, compilation, cancellationToken));
}
