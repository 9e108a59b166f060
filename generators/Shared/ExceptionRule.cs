namespace TypedTasks.Shared;

/// <summary>What a task says about one class of exceptions.</summary>
/// <param name="Type">The class in C#.</param>
/// <param name="Rule">The rule in C#.</param>
internal sealed record ExceptionRule(string Type, string Rule);
