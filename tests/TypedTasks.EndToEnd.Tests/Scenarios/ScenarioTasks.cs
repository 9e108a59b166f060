using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

public static class ScenarioTasks
{
    [QueueTask]
    public static Task NoteAsync(string text, [FromServices] Journal journal)
    {
        journal.Write(text);
        return Task.CompletedTask;
    }

    [QueueTask]
    public static void Shout(string text, [FromKeyedServices("loud")] Journal journal) => journal.Write(text.ToUpperInvariant());

    [QueueTask(Queue = "sums")]
    public static ValueTask<int> AddAsync(int a, int b) => ValueTask.FromResult(checked(a + b));

    /// <summary>Fails its only attempt; succeeds when somebody has it run again.</summary>
    [QueueTask(MaxAttempts = 1)]
    public static int Hesitate(int a, int b, JobContext job) => job.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : checked(a + b);

    /// <summary>Runs until it is told to stop.</summary>
    [QueueTask]
    public static async Task HoldAsync(string text, [FromServices] Journal journal, CancellationToken cancellationToken)
    {
        journal.Write(text);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>Runs until it is told to stop, and never again.</summary>
    [QueueTask(Delivery = Delivery.AtMostOnce)]
    public static async Task PayOutAsync(string text, [FromServices] Journal journal, CancellationToken cancellationToken)
    {
        journal.Write(text);
        if (text == "bad") throw new InvalidOperationException("The bank refused.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>Runs for ever, whatever it is told.</summary>
    [QueueTask]
    public static async Task IgnoreAsync(string text, [FromServices] Journal journal)
    {
        journal.Write(text);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    /// <summary>Enqueues a note with the ambient client: that of the worker it runs on.</summary>
    [QueueTask]
    public static async Task PassOnAsync(string text, CancellationToken cancellationToken) => await Note.EnqueueAsync(text, cancellationToken: cancellationToken);

    [QueueTask(MaxAttempts = 2, RetryDelaySeconds = 3600)]
    public static void Stumble(string text, [FromServices] Journal journal, JobContext job)
    {
        journal.Write($"{text} {job.Attempt}");
        throw new InvalidOperationException($"{text} stumbled.");
    }
}
