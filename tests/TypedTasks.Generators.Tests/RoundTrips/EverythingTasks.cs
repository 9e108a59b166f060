namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class EverythingTasks
{
    [QueueTask]
    internal static void TakeEverything(Everything value, JobContext context) => Capture.Got(context, value);
}
