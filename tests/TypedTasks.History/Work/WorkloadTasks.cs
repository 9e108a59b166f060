using System.Data.Common;

namespace TypedTasks.History.Work;

/// <summary>Tasks that take every way out of an attempt.</summary>
public static class WorkloadTasks
{
    /// <summary>Has its effect and takes a while.</summary>
    [QueueTask(RetryDelaySeconds = 0.1)]
    public static async Task TouchAsync(Guid key, int milliseconds, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        await witness.HaveEffectAsync(key, job, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);
        witness.Ended(key, job, "returned");
    }

    /// <summary>Fails in its first attempts.</summary>
    [QueueTask(RetryDelaySeconds = 0.1)]
    public static async Task StumbleAsync(Guid key, int failures, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        if (job.Attempt <= failures) throw new InvalidOperationException($"Attempt {job.Attempt} stumbled.");
        await witness.HaveEffectAsync(key, job, cancellationToken);
        witness.Ended(key, job, "returned");
    }

    /// <summary>Has its effect in its own transaction: exactly once. Fails in its first attempts, after the effect; pauses in the open transaction, for the nemesis to strike there.</summary>
    [QueueTask(RetryDelaySeconds = 0.1)]
    public static async Task SettleAsync(Guid key, int failures, int milliseconds, JobContext job, DbTransaction transaction, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        await Witness.HaveEffectAsync(transaction, key, job, cancellationToken);
        await Witness.PauseAsync(milliseconds, cancellationToken);
        if (job.Attempt <= failures) throw new InvalidOperationException($"Attempt {job.Attempt} is to be rolled back.");
        witness.Ended(key, job, "returned");
    }

    /// <summary>Has its effect and takes a while, and must not do so twice.</summary>
    [QueueTask(Delivery = Delivery.AtMostOnce)]
    public static async Task PayOutAsync(Guid key, int milliseconds, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        await witness.HaveEffectAsync(key, job, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);
        witness.Ended(key, job, "returned");
    }

    /// <summary>Takes longer than it may in its first attempt, and then heeds that it should stop, or comes back when it was given up long ago.</summary>
    [QueueTask(RetryDelaySeconds = 0.1, TimeoutSeconds = 0.3)]
    public static async Task OverrunAsync(Guid key, bool heeds, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        if (job.Attempt == 1) await Task.Delay(TimeSpan.FromSeconds(1.2), TimeProvider.System, heeds ? cancellationToken : CancellationToken.None);
        await witness.HaveEffectAsync(key, job, CancellationToken.None);
        witness.Ended(key, job, "returned");
    }

    /// <summary>Fails for good.</summary>
    [QueueTask(RetryDelaySeconds = 0.1, MaxAttempts = 2)]
    public static void Doom(Guid key, JobContext job, [FromServices] Witness witness)
    {
        witness.Started(key, job);
        throw new InvalidOperationException("It had to be.");
    }

    /// <summary>Asks for a later time once, and then takes a while.</summary>
    [QueueTask(RetryDelaySeconds = 0.1)]
    public static async Task NapAsync(Guid key, int milliseconds, int thenMilliseconds, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        await witness.HaveEffectAsync(key, job, cancellationToken);
        if (await witness.CountEffectsAsync(key, cancellationToken) == 1) throw new SnoozeJobException(TimeSpan.FromMilliseconds(milliseconds));
        await Task.Delay(TimeSpan.FromMilliseconds(thenMilliseconds), TimeProvider.System, cancellationToken);
        witness.Ended(key, job, "returned");
    }

    /// <summary>Cancels itself.</summary>
    [QueueTask]
    public static void Quit(Guid key, JobContext job, [FromServices] Witness witness)
    {
        witness.Started(key, job);
        throw new CancelJobException("Nobody needs it any more.");
    }

    /// <summary>Stands in a queue of one slot.</summary>
    [QueueTask(Queue = "line")]
    public static async Task StandInLineAsync(Guid key, JobContext job, [FromServices] Witness witness, CancellationToken cancellationToken)
    {
        witness.Started(key, job);
        await witness.HaveEffectAsync(key, job, cancellationToken);
        witness.Ended(key, job, "returned");
    }
}
