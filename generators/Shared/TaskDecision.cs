namespace TypedTasks.Shared;

/// <summary>What the rules say of a method with <c>[QueueTask]</c>.</summary>
/// <param name="Task">What to generate; null where not even a stub can be written, as for a local function.</param>
/// <param name="Faults">Why it can't work; empty if it can, or if the compiler itself reports what is wrong.</param>
internal sealed record TaskDecision(TaskShape? Task, EquatableArray<Fault> Faults);
