namespace TypedTasks.Shared;

/// <summary>What the user wrote about a task, for its stub.</summary>
/// <param name="Summary">The inner XML of the summary; empty without one.</param>
/// <param name="Remarks">The inner XML of the remarks; empty without them.</param>
/// <param name="Parameters">Name and inner XML of the documented parameters.</param>
internal sealed record TaskDocs(string Summary, string Remarks, EquatableArray<(string Name, string Text)> Parameters);
