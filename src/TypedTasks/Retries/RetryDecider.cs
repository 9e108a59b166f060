using Microsoft.Extensions.Logging;

using TypedTasks.Workers;

namespace TypedTasks.Retries;

/// <summary>Decides whether and when a failed attempt is followed by another: the task's rules first, then the number of attempts, the policy, the deadline.</summary>
internal sealed class RetryDecider(TimeProvider time, Random chance, ILogger logger)
{
    public RetryDecision Decide(HeldJob job, Exception problem)
    {
        if (job.Job.AtMostOnce) return RetryDecision.GiveUp("");

        var rule = job.Definition!.RuleFor?.Invoke(problem); // ! a job without one is parked, not run
        if (rule is { Fails: true }) return RetryDecision.GiveUp("its task says not to try again after this");

        var maxAttempts = Math.Min(job.MaxAttempts, rule?.MaxAttempts ?? int.MaxValue);
        if (job.Attempt >= maxAttempts) return RetryDecision.GiveUp(maxAttempts < job.MaxAttempts ? $"its task tries at most {maxAttempts} times after this" : "");

        if ((rule?.Delay ?? Ask(job, problem)) is not { } delay) return RetryDecision.GiveUp("its retry policy gives up");
        if (job.TimeLeft(time) is { } left && delay >= left) return RetryDecision.GiveUp("the next attempt would begin after its deadline");
        return RetryDecision.After(delay);
    }

    private TimeSpan? Ask(HeldJob job, Exception problem)
    {
        if (job.RetryPolicy is RetryPolicy value) return value.DelayAfter(job.Attempt, NextChance());
        try
        {
            return Within(job.RetryPolicy.NextDelay(job.Attempt, problem));
        }
        catch (Exception fault)
        {
            // The job must not hang on it: a policy is the user's class, and may be as faulty as the task.
            Log.PolicyFailed(logger, job.JobId, job.TaskName, AttemptErrors.Loggable(fault, job.Mask));
            return RetryPolicy.Default.DelayAfter(job.Attempt, NextChance());
        }
    }

    private static TimeSpan? Within(TimeSpan? delay)
        => delay < TimeSpan.Zero ? TimeSpan.Zero : delay > Bounds.Longest ? Bounds.Longest : delay;

    private double NextChance()
    {
        lock (chance) return chance.NextDouble();
    }
}
