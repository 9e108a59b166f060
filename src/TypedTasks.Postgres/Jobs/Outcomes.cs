using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>Adds the statements that write how attempts ended: one per kind that occurs.</summary>
internal static class Outcomes
{
    public static IReadOnlyList<AttemptOutcome[]> ByKind(IReadOnlyList<AttemptOutcome> outcomes)
        => [.. outcomes.GroupBy(outcome => outcome.Kind).OrderBy(group => group.Key).Select(group => group.ToArray())];

    public static void AddTo(Batch batch, AttemptOutcome[] outcomes)
        => batch.Add(Statement(outcomes[0].Kind), binding => BindColumns(binding
            .Set("ids", Array.ConvertAll(outcomes, outcome => outcome.Attempt.JobId))
            .Set("claims", Array.ConvertAll(outcomes, outcome => outcome.Attempt.Claims))
            .SetTimes("claimed_at", Array.ConvertAll(outcomes, outcome => outcome.Attempt.ClaimedAt)), outcomes));

    private static string Statement(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Succeeded => "jobs/succeed_jobs",
        OutcomeKind.Failed => "jobs/fail_jobs",
        OutcomeKind.Retry => "jobs/retry_jobs",
        OutcomeKind.Released => "jobs/release_jobs",
        OutcomeKind.Canceled => "jobs/end_canceled_jobs",
        OutcomeKind.Parked => "jobs/park_jobs",
        OutcomeKind.Snoozed => "jobs/snooze_jobs",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This outcome is unknown to the PostgreSQL storage."),
    };

    private static Binding BindColumns(Binding binding, AttemptOutcome[] outcomes) => outcomes[0].Kind switch
    {
        OutcomeKind.Succeeded => binding.SetJson("results", Array.ConvertAll(outcomes, outcome => outcome.Result)),
        OutcomeKind.Failed => BindErrors(binding, outcomes).Set("reasons", Reasons(outcomes)),
        OutcomeKind.Retry => BindErrors(binding, outcomes).Set("delays", Delays(outcomes)),
        OutcomeKind.Snoozed => binding.Set("delays", Delays(outcomes)),
        OutcomeKind.Canceled => binding.Set("reasons", Reasons(outcomes)).Set("handed_back", Array.ConvertAll(outcomes, outcome => outcome.NeverStarted ? 1 : 0)),
        _ => binding,
    };

    private static Binding BindErrors(Binding binding, AttemptOutcome[] outcomes) => binding
        .Set("types", Array.ConvertAll(outcomes, outcome => StoredText.Clean(outcome.Error?.Type)))
        .Set("messages", Array.ConvertAll(outcomes, outcome => StoredText.Clean(outcome.Error?.Message)))
        .Set("details", Array.ConvertAll(outcomes, outcome => StoredText.Clean(outcome.Error?.Detail)));

    private static long[] Delays(AttemptOutcome[] outcomes) => Array.ConvertAll(outcomes, outcome => DatabaseTime.From(outcome.Delay));

    private static string?[] Reasons(AttemptOutcome[] outcomes) => Array.ConvertAll(outcomes, outcome => StoredText.Clean(outcome.Reason));
}
