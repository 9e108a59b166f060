namespace TypedTasks.Workers;

/// <summary>How a worker behaves as one of many.</summary>
internal static class Fleet
{
    private const double WorkersPerLook = 8;
    private const double LongestStretch = 6;

    /// <summary>How many times rarer than alone a worker looks for what any of them would find: all together they still look more often than one.</summary>
    /// <param name="others">How many other workers have the same queues.</param>
    public static double Stretch(int others) => Math.Min(1 + (others / WorkersPerLook), LongestStretch);
}
