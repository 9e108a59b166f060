using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Output;

internal static class CallTasks
{
    [QueueTask(Queue = "mail \"x\"", MaxAttempts = int.MaxValue, Priority = -7, DelaySeconds = 1.5, ExpectedWithinSeconds = 60, RetryDelaySeconds = 0.25, MaxRetryDelaySeconds = 60, Backoff = Backoff.Linear, TimeoutSeconds = 90, Name = "calls/all options")]
    internal static void WithOptions()
    {
    }

    [QueueTask(RetryPolicy = typeof(Daily), TimeoutSeconds = -1)]
    [FailOn(typeof(Exception))]
    [RetryOn(typeof(IOException), DelaySeconds = 1.5)]
    [FailOn(typeof(FileNotFoundException))]
    [RetryOn(typeof(OperationCanceledException), MaxAttempts = 2)]
    [RetryOn(typeof(Broken<string>))]
    internal static void WithRules()
    {
    }

    internal sealed class Daily : IRetryPolicy
    {
        public TimeSpan? NextDelay(int attempt, Exception exception) => TimeSpan.FromDays(attempt);
    }

    internal sealed class Broken<T> : Exception;

    [QueueTask]
    internal static void WithDefaults(
        JobContext context,
        bool boolean = true,
        int number = -1,
        long big = long.MinValue,
        ulong huge = ulong.MaxValue,
        float single = 0.1f,
        double real = 1e300,
        decimal money = 1.10m,
        char letter = '\'',
        string text = "tab\t \"quotes\" \\ ü \u2028 {braces}",
        string? nothing = null,
        DayOfWeek day = DayOfWeek.Friday,
        DayOfWeek? otherDay = (DayOfWeek)(-3),
        int? none = null,
        int? some = 3,
        Guid id = default,
        DateTimeOffset? at = null)
    {
        foreach (object? value in new object?[] { boolean, number, big, huge, single, real, money, letter, text, nothing, day, otherDay, none, some, id, at }) Capture.Got(context, value);
    }

    [QueueTask]
    internal static void WithParams(JobContext context, string first = "f", params int[] rest)
    {
        Capture.Got(context, first);
        Capture.Got(context, rest);
    }

    [QueueTask]
    internal static void WithInjected(
        [FromServices] IServiceProvider? services,
        int value,
        JobContext context,
        [Microsoft.Extensions.DependencyInjection.FromKeyedServices("key")] object keyed,
        [Microsoft.AspNetCore.Mvc.FromServices] IDisposable? optional = null,
        CancellationToken cancellationToken = default)
    {
        Capture.Got(context, cancellationToken.IsCancellationRequested);
        Capture.Got(context, services);
        Capture.Got(context, value);
        Capture.Got(context, keyed);
        Capture.Got(context, optional);
    }

    [QueueTask]
    internal static void InTransaction(JobContext context, System.Data.Common.DbTransaction transaction, int value)
    {
        Capture.Got(context, transaction.IsolationLevel);
        Capture.Got(context, value);
    }

    [QueueTask]
    internal static async Task AwaitsAsync(JobContext context)
    {
        await Task.Yield();
        Capture.Got(context, "awaited");
    }

    [QueueTask]
    internal static ValueTask AwaitsValue(JobContext context)
    {
        Capture.Got(context, "awaited");
        return ValueTask.CompletedTask;
    }

    [QueueTask]
    internal static int GivesNumber(int value) => value + 1;

    [QueueTask]
    internal static async Task<string?> GivesTextAsync(string? value)
    {
        await Task.Yield();
        return value;
    }

    [QueueTask]
    internal static ValueTask<List<ObjectTasks.Point?>> GivesPoints(int value) => ValueTask.FromResult<List<ObjectTasks.Point?>>([new ObjectTasks.Point(value), null]);

    [QueueTask]
    internal static double GivesNaN() => double.NaN;
}
