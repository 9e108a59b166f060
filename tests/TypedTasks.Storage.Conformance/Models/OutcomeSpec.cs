namespace TypedTasks.Storage.Conformance.Models;

/// <summary>How an attempt ended, of those there ever were: it may be long over.</summary>
/// <param name="Attempt">Counted from the newest.</param>
/// <param name="Kind">How.</param>
/// <param name="Delay">Seconds.</param>
/// <param name="NeverStarted">For one that is canceled.</param>
internal sealed record OutcomeSpec(int Attempt, OutcomeKind Kind, int Delay, bool NeverStarted)
{
    /// <summary>Why attempts fail and cancel themselves.</summary>
    public const string Reason = "It said so.";

    public AttemptOutcome ToOutcome(StoreModel model)
    {
        var attempts = model.EveryAttempt;
        return new AttemptOutcome
        {
            Attempt = attempts[attempts.Count - 1 - (Attempt % attempts.Count)],
            Kind = Kind,
            Delay = TimeSpan.FromSeconds(Delay),
            NeverStarted = NeverStarted && Kind == OutcomeKind.Canceled,
            Reason = Kind is OutcomeKind.Failed or OutcomeKind.Canceled ? Reason : null,
            Error = Kind is OutcomeKind.Failed or OutcomeKind.Retry ? new AttemptError { Attempt = 1, Type = "Fault", Message = "It broke.", Detail = "It broke." } : null,
        };
    }
}
