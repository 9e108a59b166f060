namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Something that is measured against others in the same run.</summary>
/// <param name="Name">What figures call it.</param>
/// <param name="MeasureAsync">One round, in an empty database of its own.</param>
internal sealed record Contender(string Name, Func<Database, Task<Measured>> MeasureAsync);
