namespace TypedTasks.Workers;

/// <summary>How long to wait after failures in a row: doubling up to a limit, spread so that many workers do not come back at once.</summary>
internal static class GrowingPause
{
    /// <param name="streak">How many failures in a row, from 1.</param>
    /// <param name="first">The pause after the first, before it is spread.</param>
    /// <param name="longest">The longest, before it is spread.</param>
    /// <param name="chance">Shared with others; locked while it is used.</param>
    /// <returns>From half the pause to one and a half of it.</returns>
    public static TimeSpan After(int streak, TimeSpan first, TimeSpan longest, Random chance)
    {
        var doubled = first * Math.Pow(2, Math.Min(streak - 1, 20));
        var capped = doubled < longest ? doubled : longest;
        lock (chance) return capped * (0.5 + chance.NextDouble());
    }
}
