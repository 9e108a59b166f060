using Microsoft.Extensions.Logging;

using TypedTasks.Retries;
using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Decides how an attempt ended that was not a plain success: what its task threw, why it was stopped, what time was left.</summary>
internal sealed class AttemptJudge(RetryDecider retries, TimeProvider time, TimeSpan patience, ILogger logger)
{
    private const int MaxReason = 4_000;

    /// <returns>Null if nobody may write how it ended any more because the lease was lost.</returns>
    public AttemptOutcome? Judge(HeldJob job, Exception problem)
    {
        if (problem is OperationCanceledException && job.StopReason != StopReason.None) return Stopped(job, problem);
        if (Asked(job, problem) is { } asked) return asked;
        if (!IsCutShort(job)) return AttemptFailed(job, problem);

        Log.CutShort(logger, job.JobId, job.TaskName, job.StopReason, AttemptErrors.Loggable(problem, job.Mask));
        return Stopped(job, problem);
    }

    /// <summary>Whether it is decided how the attempt ends, whatever the storage did to it: its task said so, somebody stopped it, or it may not be started again.</summary>
    public static bool IsDecided(HeldJob job, Exception problem)
        => problem is SnoozeJobException or CancelJobException or FailJobException || job.Job.AtMostOnce || job.StopReason is not (StopReason.None or StopReason.Timeout);

    /// <summary>The outcome of a job that is given up: it was asked to stop, and its task ignores that.</summary>
    public AttemptOutcome? Abandoned(HeldJob job)
    {
        Log.Abandoned(logger, job.JobId, job.TaskName, patience);
        return job.StopReason switch
        {
            StopReason.Canceled => Canceled(job, "canceled on request; its task ignored that, and was abandoned"),
            StopReason.Timeout => AttemptFailed(job, new AttemptTimedOutException(
                $"The task timed out after {job.Timeout} and ignored its cancellation for another {patience}, so it was abandoned: it may still be running. "
                + "Pass its CancellationToken on to everything it waits for.")),
            _ => Stopped(job, null),
        };
    }

    /// <summary>Whether a job was asked to stop while it waited for its slot: its task, which might not look at its token, is not started.</summary>
    /// <param name="job">The job.</param>
    /// <param name="outcome">How it ends; null if nobody may write that any more because the lease was lost.</param>
    public bool StoppedBeforeStart(HeldJob job, out AttemptOutcome? outcome)
    {
        outcome = job.StopReason switch
        {
            StopReason.Canceled => Canceled(job, "canceled on request") with { NeverStarted = true },
            StopReason.Shutdown => new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Released },
            _ => null,
        };
        if (outcome is null && job.StopReason != StopReason.LeaseLost) return false;
        Log.NotStarted(logger, job.JobId, job.TaskName, job.StopReason);
        return true;
    }

    /// <summary>The outcome of a job whose deadline has passed before it could start; null if there is time.</summary>
    public AttemptOutcome? PastDeadline(HeldJob job)
    {
        if (job.TimeLeft(time) is not { } left || left > TimeSpan.Zero) return null;
        Log.PastDeadline(logger, job.JobId, job.TaskName);
        var reason = job.Attempt == 1 ? "its deadline passed before it could start" : $"its deadline passed before attempt {job.Attempt} could start";
        return Canceled(job, reason) with { NeverStarted = true };
    }

    /// <summary>The outcome of a job that fails now, whatever attempts are left.</summary>
    public static AttemptOutcome Failed(HeldJob job, Exception problem, string reason) => new()
    {
        Attempt = job.Id,
        Kind = OutcomeKind.Failed,
        Reason = AttemptErrors.Cut(job.Mask.Apply(reason), MaxReason),
        Error = AttemptErrors.From(problem, job.Attempt, job.Mask),
    };

    // Whatever is thrown then may be a way to say so: drivers have exceptions of their own for a call that was canceled, and Task.WaitAll throws an AggregateException.
    // What may run at most once has failed all the same, unless somebody wanted it canceled; of it the exception is kept.
    private static bool IsCutShort(HeldJob job) => job.StopReason switch
    {
        StopReason.Canceled => true,
        StopReason.Shutdown or StopReason.LeaseLost => !job.Job.AtMostOnce,
        _ => false,
    };

    private AttemptOutcome? Stopped(HeldJob job, Exception? problem)
    {
        if (job.StopReason == StopReason.Timeout)
            return AttemptFailed(job, new AttemptTimedOutException($"The task timed out after {job.Timeout}. Give it more time, or less to do.", problem));

        // Of a stop or a lost lease the session says how many jobs it met.
        Log.Stopped(logger, job.StopReason == StopReason.Canceled ? LogLevel.Information : LogLevel.Debug, job.JobId, job.TaskName, job.StopReason);
        return job.StopReason switch
        {
            StopReason.Canceled => Canceled(job, "canceled on request"),
            StopReason.Shutdown when job.Job.AtMostOnce => new AttemptOutcome
            {
                Attempt = job.Id,
                Kind = OutcomeKind.Failed,
                Reason = "its worker stopped while it ran, and it may run at most once: it may have run in part",
            },
            StopReason.Shutdown => new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Released },
            _ => null,
        };
    }

    /// <summary>What the task itself decided, if it did.</summary>
    private AttemptOutcome? Asked(HeldJob job, Exception problem)
    {
        switch (problem)
        {
            case SnoozeJobException snooze when job.TimeLeft(time) is { } left && snooze.Delay >= left:
                Log.PastDeadline(logger, job.JobId, job.TaskName);
                return Canceled(job, $"it asked to run again after {snooze.Delay}, which is after its deadline");
            case SnoozeJobException snooze:
                Log.Snoozed(logger, job.JobId, job.TaskName, snooze.Delay);
                return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Snoozed, Delay = snooze.Delay };
            case CancelJobException cancel:
                Log.CanceledItself(logger, job.JobId, job.TaskName, job.Mask.Apply(cancel.Message));
                return Canceled(job, cancel.Message);
            case FailJobException fail:
                Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(fail, job.Mask));
                return Failed(job, fail, fail.Message);
            default:
                return null;
        }
    }

    private AttemptOutcome AttemptFailed(HeldJob job, Exception problem)
    {
        var decision = retries.Decide(job, problem);
        if (decision.Delay is not { } delay)
        {
            Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(problem, job.Mask));
            var why = decision.WhyNot.Length > 0 ? $", and {decision.WhyNot}" : "";
            return Failed(job, problem, $"attempt {job.Attempt}{Of(job.MaxAttempts)} failed{why}: {AttemptErrors.Summary(problem, job.Mask)}");
        }

        Log.AttemptFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(problem, job.Mask));
        return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Retry, Delay = delay, Error = AttemptErrors.From(problem, job.Attempt, job.Mask) };
    }

    private static string Of(int maxAttempts) => maxAttempts == int.MaxValue ? "" : $" of {maxAttempts}";

    private static AttemptOutcome Canceled(HeldJob job, string reason)
        => new() { Attempt = job.Id, Kind = OutcomeKind.Canceled, Reason = AttemptErrors.Cut(job.Mask.Apply(reason), MaxReason) };
}
