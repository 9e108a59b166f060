namespace TypedTasks.Benchmarks.Measuring;

/// <summary>One of several callers that are measured together.</summary>
/// <param name="CallAsync">What it does again and again.</param>
/// <param name="Resource">What it holds while it does so, if anything.</param>
internal sealed record Caller(Func<Task> CallAsync, IAsyncDisposable? Resource = null);
