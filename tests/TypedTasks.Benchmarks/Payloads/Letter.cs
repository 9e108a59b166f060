namespace TypedTasks.Benchmarks.Payloads;

/// <summary>One long text.</summary>
internal sealed record Letter(string Text);
