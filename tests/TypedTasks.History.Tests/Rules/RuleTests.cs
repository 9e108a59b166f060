using TypedTasks.History.Checking;
using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Tests.Rules;

/// <summary>Each rule finds the histories that break it, and no others.</summary>
public sealed class RuleTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void A_plain_history_keeps_all_rules()
        => Assert.Empty(new Told()
            .Enqueued(1).Claimed(1, 1, 1).Started(1).Finished(1, 1, OutcomeKind.Succeeded)
            .Enqueued(2).Claimed(2, 1, 1).Finished(2, 1, OutcomeKind.Retry).Claimed(2, 2, 2).Finished(2, 2, OutcomeKind.Snoozed).Claimed(2, 3, 2).Finished(2, 3, OutcomeKind.Failed)
            .Enqueued(3).Claimed(3, 1, 1).Rescued(3, 1).Claimed(3, 2, 1).Finished(3, 1, OutcomeKind.Succeeded, EventKind.FinishLate).Finished(3, 2, OutcomeKind.Succeeded)
            .RolledBack(4)
            .InTheEnd(1, JobState.Succeeded)
            .InTheEnd(2, JobState.Failed, attempt: 2, claims: 3, reason: "It had to be.")
            .InTheEnd(3, JobState.Succeeded, claims: 2, crashes: 1, effects: 2)
            .BrokenRules());

    [Fact]
    public void A_committed_job_that_is_not_stored_is_found()
        => AssertBreaks("CommittedEnqueueIsKept", new Told().Enqueued(1));

    [Fact]
    public void A_rolled_back_job_that_is_stored_is_found()
        => AssertBreaks("RolledBackEnqueueNeverRuns", new Told().RolledBack(1).InTheEnd(1, JobState.Canceled, reason: "canceled", effects: 0));

    [Fact]
    public void A_rolled_back_job_that_ran_is_found()
        => AssertBreaks("RolledBackEnqueueNeverRuns", new Told().RolledBack(1).Started(1));

    [Fact]
    public void A_job_that_nobody_asked_for_is_found()
        => AssertBreaks("EnqueueStoresOneJob", new Told().InTheEnd(1, JobState.Canceled, reason: "canceled", effects: 0));

    [Fact]
    public void Two_accepted_outcomes_of_one_attempt_are_found()
        => AssertBreaks("AttemptHasOneOutcome", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Retry).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded));

    [Fact]
    public void An_outcome_accepted_after_a_newer_claim_is_found()
        => AssertBreaks("LateOutcomeChangesNothing", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Claimed(1, 2, 1).Finished(1, 1, OutcomeKind.Released).Claimed(1, 3, 1).Finished(1, 3, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded, claims: 3));

    [Fact]
    public void A_claim_after_the_end_is_found()
        => AssertBreaks("EndedJobStaysEnded", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).Claimed(1, 2, 1).InTheEnd(1, JobState.Succeeded));

    [Theory]
    [InlineData(RetryAnswer.Retried)]
    [InlineData(null)]
    public void What_failed_may_run_again_on_request(RetryAnswer? answer)
        => Assert.Empty(new Told()
            .Enqueued(1, deadline: 20 * Told.Millisecond).Claimed(1, 1, 1).Started(1).Finished(1, 1, OutcomeKind.Failed).Retried(1, answer)
            .Enqueued(2).Claimed(2, 1, 1).Finished(2, 1, OutcomeKind.Canceled).Retried(2).Claimed(2, 2, 1).Finished(2, 2, OutcomeKind.Failed)
            .Enqueued(3).Claimed(3, 1, 1).Finished(3, 1, OutcomeKind.Failed).Retried(3) // and canceled while it waited
            .Claimed(1, 2, 2).Started(1).Finished(1, 2, OutcomeKind.Succeeded).Retried(1, RetryAnswer.Succeeded)
            .InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 2)
            .InTheEnd(2, JobState.Failed, claims: 2, reason: "It had to be.")
            .InTheEnd(3, JobState.Canceled, reason: "canceled")
            .BrokenRules());

    [Theory]
    [InlineData(OutcomeKind.Succeeded, RetryAnswer.Retried)]
    [InlineData(OutcomeKind.Failed, RetryAnswer.NotEnded)]
    [InlineData(OutcomeKind.Failed, RetryAnswer.MayHaveRun)]
    public void A_claim_after_a_success_or_after_a_retry_that_was_refused_is_found(OutcomeKind end, RetryAnswer answer)
    {
        var broken = new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, end).Retried(1, answer).Claimed(1, 2, 2).Finished(1, 2, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 2).BrokenRules();

        Assert.Contains("EndedJobStaysEnded", broken);
    }

    [Fact]
    public void A_claim_before_the_retry_is_found()
        => Assert.Contains("EndedJobStaysEnded", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Failed).Claimed(1, 2, 2).Retried(1).Finished(1, 2, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 2).BrokenRules());

    [Fact]
    public void A_retry_that_hands_an_attempt_back_is_found()
        => AssertBreaks("AttemptsAreCounted", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Failed).Retried(1).Claimed(1, 2, 1).Finished(1, 2, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, claims: 2));

    [Theory]
    [InlineData(RetryAnswer.Retried)]
    [InlineData(RetryAnswer.Succeeded)]
    [InlineData(RetryAnswer.NotStored)]
    public void An_answer_to_a_retry_that_is_not_true_is_found(RetryAnswer answer)
        => AssertBreaks("RetryIsAnsweredTruly", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Failed).Retried(1, answer).InTheEnd(1, JobState.Failed, reason: "It had to be."));

    [Fact]
    public void An_accepted_outcome_that_is_not_in_the_tables_is_found()
        => AssertBreaks("AcceptedOutcomeIsKept", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Failed, reason: "It died."));

    [Fact]
    public void A_success_that_nobody_told_is_found()
        => AssertBreaks("OutcomeWasAsked", new Told().Enqueued(1).Claimed(1, 1, 1).InTheEnd(1, JobState.Succeeded));

    [Theory]
    [InlineData(OutcomeKind.Released)]
    [InlineData(OutcomeKind.Snoozed)]
    [InlineData(OutcomeKind.Parked)]
    public void An_attempt_that_was_not_handed_back_is_found(OutcomeKind outcome)
        => AssertBreaks("AttemptsAreCounted", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, outcome).Claimed(1, 2, 2).Finished(1, 2, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 2));

    [Fact]
    public void A_retry_that_cost_no_attempt_is_found()
        => AssertBreaks("AttemptsAreCounted", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Retry).Claimed(1, 2, 1).Finished(1, 2, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, claims: 2));

    [Fact]
    public void More_attempts_than_allowed_are_found()
        => AssertBreaks("AttemptsAreCounted", new Told().Enqueued(1).Claimed(1, 9, 4).Finished(1, 9, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, attempt: 4, claims: 9));

    [Fact]
    public void A_crash_without_a_lost_claim_is_found()
        => AssertBreaks("CrashesAreCharged", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, crashes: 1));

    [Fact]
    public void More_crashes_than_the_budget_are_found()
        => AssertBreaks("CrashesAreCharged", new Told()
            .Enqueued(1).Claimed(1, 5, 1).Finished(1, 5, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, claims: 5, crashes: 4));

    [Fact]
    public void A_rescue_from_a_worker_with_a_lease_is_found()
        => AssertBreaks("RescueNeedsALostLease", Rescue(new Told().Renewed(1, Lease).Enqueued(1).Claimed(1, 1, 1)));

    [Fact]
    public void A_rescue_from_a_removed_worker_is_none()
        => Assert.Empty(Rescue(new Told().Renewed(1, Lease).Enqueued(1).Claimed(1, 1, 1).Removed(1)).BrokenRules());

    [Fact]
    public void A_stopped_worker_may_learn_of_its_claim_after_the_rescue()
        => Assert.Empty(new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Retry).Renewed(1, Lease).Rescued(1, 1).ClaimedBefore(1, 2, 2, worker: 2)
            .Claimed(1, 3, 2).Finished(1, 3, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 3, crashes: 1)
            .BrokenRules());

    [Fact]
    public void A_success_without_its_effect_is_found()
        => AssertBreaks("SuccessHasItsEffect", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, effects: 0));

    [Theory]
    [InlineData(JobState.Succeeded, 2, true)]
    [InlineData(JobState.Succeeded, 1, false)]
    [InlineData(JobState.Canceled, 1, true)]
    [InlineData(JobState.Canceled, 0, false)]
    public void Exactly_once_effects_are_counted(JobState state, int effects, bool wrong)
    {
        var outcome = state == JobState.Succeeded ? OutcomeKind.Succeeded : OutcomeKind.Canceled;
        var told = new Told().Enqueued(1, Promise.ExactlyOnce).Claimed(1, 1, 1).Finished(1, 1, outcome).InTheEnd(1, state, effects: effects, reason: "canceled");

        if (wrong) AssertBreaks("ExactlyOnceHasOneEffect", told);
        else Assert.Empty(told.BrokenRules());
    }

    [Fact]
    public void An_at_most_once_job_that_starts_twice_is_found()
        => AssertBreaks("AtMostOnceRunsOnce", new Told()
            .Enqueued(1, Promise.AtMostOnce).Claimed(1, 1, 1).Started(1).Claimed(1, 2, 1).Started(1).Finished(1, 2, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded, claims: 2));

    [Theory]
    [InlineData(-100, true)]
    [InlineData(-10, false)]
    [InlineData(100, false)]
    public void A_start_after_the_deadline_is_found(int milliseconds, bool isLate)
    {
        var told = new Told().Enqueued(1, deadline: milliseconds * Told.Millisecond).Claimed(1, 1, 1).Started(1).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded);

        if (isLate) AssertBreaks("DeadlineIsKept", told);
        else Assert.Empty(told.BrokenRules());
    }

    [Fact]
    public void A_second_outcome_of_a_settled_attempt_is_found()
        => AssertBreaks("SettledAttemptIsLeftAlone", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Retry).Finished(1, 1, OutcomeKind.Succeeded, EventKind.FinishLate)
            .Claimed(1, 2, 2).Finished(1, 2, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, attempt: 2, claims: 2));

    [Fact]
    public void The_same_outcome_may_be_written_again()
        => Assert.Empty(new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).Finished(1, 1, OutcomeKind.Succeeded, EventKind.FinishLate).InTheEnd(1, JobState.Succeeded)
            .BrokenRules());

    [Fact]
    public void A_job_that_overtakes_another_in_a_line_is_found()
        => AssertBreaks("LineKeepsItsOrder", new Told()
            .Enqueued(1, line: "line").Enqueued(2, line: "line")
            .Claimed(2, 1, 1).Finished(2, 1, OutcomeKind.Succeeded).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded).InTheEnd(2, JobState.Succeeded));

    [Fact]
    public void A_job_that_came_back_may_be_overtaken()
        => Assert.Empty(new Told()
            .Enqueued(1, line: "line").Enqueued(2, line: "line")
            .Claimed(2, 1, 1).Finished(2, 1, OutcomeKind.Succeeded).Claimed(1, 2, 1).Finished(1, 2, OutcomeKind.Succeeded)
            .InTheEnd(1, JobState.Succeeded, claims: 2).InTheEnd(2, JobState.Succeeded)
            .BrokenRules());

    [Fact]
    public void A_failure_without_a_reason_is_found()
        => AssertBreaks("EndWithoutSuccessHasAReason", new Told().Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Failed).InTheEnd(1, JobState.Failed));

    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Ready)]
    [InlineData(JobState.Running)]
    [InlineData(JobState.Blocked)]
    public void A_job_that_never_ended_is_found(JobState state)
        => AssertBreaks("NothingIsLeft", new Told().Enqueued(1).InTheEnd(1, state, attempt: 0, claims: 0));

    [Fact]
    public void A_job_in_both_tables_is_found()
        => Assert.Contains("NothingIsLeft", new Told()
            .Enqueued(1).Claimed(1, 1, 1).Finished(1, 1, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded).InTheEnd(1, JobState.Succeeded).BrokenRules());

    [Fact]
    public void A_worker_that_is_still_listed_is_found()
        => AssertBreaks("NothingIsLeft", new Told().WorkersLeft(1));

    [Fact]
    public void A_report_names_the_rule_the_job_and_what_was_seen()
    {
        var final = new FinalState { Jobs = [], Effects = [], Workers = 0, CrashBudget = 3 };
        var seen = new HistoryEvent { Kind = EventKind.EnqueueCommitted, Process = "producer-1.1", Key = Told.Key(1), Job = 7, At = 3 * Told.Millisecond, AskedAt = 0 };

        var report = Assert.Single(HistoryChecker.Check(new RecordedHistory([seen], final))).Report();

        Assert.StartsWith("CommittedEnqueueIsKept: job 7 (", report, StringComparison.Ordinal);
        Assert.Contains("producer-1.1   EnqueueCommitted   asked 3.0 ms before job 7", report, StringComparison.Ordinal);
    }

    private static Told Rescue(Told before) => before
        .Rescued(1, 1).Claimed(1, 2, 1, worker: 2).Finished(1, 2, OutcomeKind.Succeeded).InTheEnd(1, JobState.Succeeded, claims: 2, crashes: 1);

    private static void AssertBreaks(string rule, Told told) => Assert.Contains(rule, told.BrokenRules());
}
