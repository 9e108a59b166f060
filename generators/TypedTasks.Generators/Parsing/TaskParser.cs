using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Turns a method with <c>[QueueTask]</c> into its shape.</summary>
internal static class TaskParser
{
    public static TaskShape? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
        => context.TargetSymbol is IMethodSymbol method
            ? KnownDecisions.Of(method, context.Attributes[0], context.SemanticModel.Compilation, cancellationToken).Task
            : null;
}
