namespace TypedTasks.Workers;

/// <summary>How long the phases of a graceful stop may take.</summary>
/// <param name="Grace">For running jobs to finish by themselves.</param>
/// <param name="LastWords">For each of the three phases after it: canceled jobs notice, their outcomes are written, the worker is removed.</param>
internal sealed record StopPlan(TimeSpan Grace, TimeSpan LastWords)
{
    private static readonly TimeSpan UsualLastWords = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortestLastWords = TimeSpan.FromMilliseconds(100);

    /// <summary>With nobody in a hurry.</summary>
    public static StopPlan Unhurried(TimeSpan grace) => new(grace, UsualLastWords);

    /// <summary>
    /// Fits all phases into the host's patience, at the cost of the grace: a host that ends the process in the middle of one would leave running jobs
    /// to the rescuers, who take it for a crash.
    /// </summary>
    /// <param name="patience">The host's; infinite if it waits as long as it takes.</param>
    /// <param name="grace">The most to grant.</param>
    public static StopPlan Within(TimeSpan patience, TimeSpan grace)
    {
        if (patience == Timeout.InfiniteTimeSpan) return Unhurried(grace);
        var lastWords = Limited(patience / 10, ShortestLastWords, UsualLastWords);
        return new StopPlan(Limited(patience - (3 * lastWords), TimeSpan.Zero, grace), lastWords);
    }

    private static TimeSpan Limited(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
