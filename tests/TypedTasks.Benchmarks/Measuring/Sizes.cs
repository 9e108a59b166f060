namespace TypedTasks.Benchmarks.Measuring;

/// <summary>How much a scenario measures: its own choice, which lets all of them end within half an hour, or what the caller asked for.</summary>
internal sealed record Sizes(int? ChosenJobs, TimeSpan? ChosenDuration)
{
    public int Jobs(int usual) => ChosenJobs ?? usual;

    public TimeSpan Duration(TimeSpan usual) => ChosenDuration ?? usual;
}
