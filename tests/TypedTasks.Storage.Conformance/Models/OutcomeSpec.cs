namespace TypedTasks.Storage.Conformance.Models;

/// <summary>How an attempt ended, of those there ever were: it may be long over.</summary>
/// <param name="Attempt">Counted from the newest.</param>
/// <param name="Kind">How.</param>
/// <param name="Delay">Seconds.</param>
/// <param name="NeverStarted">For one that is canceled.</param>
/// <param name="IsOfLostJob">It is of a job that had the same number and number of claims, and was lost in a fail-over.</param>
internal sealed record OutcomeSpec(int Attempt, OutcomeKind Kind, int Delay, bool NeverStarted, bool IsOfLostJob)
{
    /// <summary>Why attempts fail and cancel themselves.</summary>
    public const string Reason = "It said so.";

    public AttemptOutcome ToOutcome(StoreModel model)
    {
        var attempts = model.EveryAttempt;
        var attempt = attempts[attempts.Count - 1 - (Attempt % attempts.Count)];
        return new AttemptOutcome
        {
            Attempt = IsOfLostJob ? attempt with { ClaimedAt = attempt.ClaimedAt - 1 } : attempt,
            Kind = Kind,
            Delay = TimeSpan.FromSeconds(Delay),
            NeverStarted = NeverStarted && Kind == OutcomeKind.Canceled,
            Reason = Kind is OutcomeKind.Failed or OutcomeKind.Canceled ? Reason : null,
            Error = Kind is OutcomeKind.Failed or OutcomeKind.Retry ? new AttemptError { Attempt = 1, Type = "Fault", Message = "It broke.", Detail = "It broke." } : null,
        };
    }
}
