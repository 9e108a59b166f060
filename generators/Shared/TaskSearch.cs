using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds all tasks of a compilation, for what works on the assembly as a whole.</summary>
internal static class TaskSearch
{
    /// <summary>The tasks that get a stub.</summary>
    public static IEnumerable<TaskShape> All(Compilation compilation, CancellationToken cancellationToken)
        => DeclaredTypes.Below(compilation.Assembly.GlobalNamespace)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.PartialDefinitionPart is null && DeclarationRules.NotOrdinary(method) is null)
            .Select(method => method.Attribute(MetadataNames.QueueTaskAttribute) is { } attribute
                ? TaskRules.Decide(method, attribute, compilation, new ReachedFiles(), cancellationToken).Task
                : null)
            .OfType<TaskShape>();
}
