namespace TypedTasks;

/// <summary>A retry policy as a value: for a task, a queue in the configuration, or one job (<see cref="EnqueueOptions.RetryPolicy"/>).</summary>
public sealed record RetryPolicy : IRetryPolicy
{
    /// <summary>The longest delay of policies that name none, unless their first delay is longer.</summary>
    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromDays(1);

    /// <summary>Exponential from 5 seconds to one day.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>How the delays grow. Default: <see cref="Backoff.Exponential"/>.</summary>
    public Backoff Backoff { get; init; }

    /// <summary>The delay before the second attempt; more than zero. Default: 5 seconds.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(TaskDefinition.DefaultRetryDelaySeconds);

    /// <summary>The longest delay, before jitter; at least <see cref="Delay"/>. Null (default): one day, or the first delay if that is longer.</summary>
    public TimeSpan? MaxDelay { get; init; }

    /// <summary>Doubled with each failed attempt.</summary>
    /// <param name="first">The delay before the second attempt; more than zero.</param>
    /// <param name="max">The longest delay; null for one day.</param>
    public static RetryPolicy Exponential(TimeSpan first, TimeSpan? max = null) => new() { Backoff = Backoff.Exponential, Delay = first, MaxDelay = max };

    /// <summary>Longer by the same time with each failed attempt.</summary>
    /// <param name="step">The delay before the second attempt, and what each further one adds; more than zero.</param>
    /// <param name="max">The longest delay; null for one day.</param>
    public static RetryPolicy Linear(TimeSpan step, TimeSpan? max = null) => new() { Backoff = Backoff.Linear, Delay = step, MaxDelay = max };

    /// <summary>Always the same delay, without jitter.</summary>
    /// <param name="delay">More than zero.</param>
    public static RetryPolicy Fixed(TimeSpan delay) => new() { Backoff = Backoff.Fixed, Delay = delay };

    /// <summary>The delay in the middle of its jitter.</summary>
    /// <inheritdoc/>
    public TimeSpan? NextDelay(int attempt, Exception exception) => DelayAfter(attempt, 0.5);

    /// <summary>The time until the next attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="chance">From 0 up to 1: where in the range of 75 % to 125 % the delay falls; <see cref="Backoff.Fixed"/> does not ask.</param>
    public TimeSpan DelayAfter(int attempt, double chance)
    {
        attempt = Math.Max(attempt, 1); // in a row changed by hand it may be anything
        var max = MaxDelay ?? (Delay > DefaultMaxDelay ? Delay : DefaultMaxDelay);
        var factor = Backoff switch
        {
            Backoff.Linear => attempt,
            Backoff.Fixed => 1,

            // 2^60 ticks are 36,000 years: beyond it only the overflow would be new.
            _ => Math.Pow(2, Math.Min(attempt - 1, 60)),
        };
        var capped = Math.Min(Delay.Ticks * factor, max.Ticks);
        return TimeSpan.FromTicks((long)(Backoff == Backoff.Fixed ? capped : capped * (0.75 + (chance / 2))));
    }
}
