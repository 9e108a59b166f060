using TypedTasks.History.Checking.Rules;

namespace TypedTasks.History.Checking;

/// <summary>Holds a history against all rules.</summary>
public static class HistoryChecker
{
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new CommittedEnqueueIsKept(),
        new RolledBackEnqueueNeverRuns(),
        new EnqueueStoresOneJob(),
        new AttemptHasOneOutcome(),
        new LateOutcomeChangesNothing(),
        new EndedJobStaysEnded(),
        new AcceptedOutcomeIsKept(),
        new RetryIsAnsweredTruly(),
        new OutcomeWasAsked(),
        new AttemptsAreCounted(),
        new CrashesAreCharged(),
        new RescueNeedsALostLease(),
        new SuccessHasItsEffect(),
        new ExactlyOnceHasOneEffect(),
        new AtMostOnceRunsOnce(),
        new DeadlineIsKept(),
        new SettledAttemptIsLeftAlone(),
        new LineKeepsItsOrder(),
        new EndWithoutSuccessHasAReason(),
        new NothingIsLeft(),
    ];

    public static IReadOnlyList<Violation> Check(RecordedHistory history) => [.. Rules.SelectMany(rule => rule.Check(history))];
}
