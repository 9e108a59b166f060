using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>Writes outcomes and claims, in one round trip.</summary>
internal sealed record MakeTrip(IReadOnlyList<OutcomeSpec> Outcomes, ClaimSpec? Claim) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        var outcomes = Outcomes
            .Where(_ => run.Model.EveryAttempt.Count > 0)
            .Select(spec => spec.ToOutcome(run.Model))
            .DistinctBy(static outcome => outcome.Attempt)
            .ToList();
        var worker = run.Model.EveryWorker.Count == 0 || Claim is null ? null : (int?)run.Model.EveryWorker[Claim.Worker % run.Model.EveryWorker.Count];
        var request = worker is null ? null : Claim?.ToRequest(run, worker.Value);

        var exchange = await run.Storage.Jobs.FinishAndClaimAsync(outcomes, request, run.Token);

        var late = outcomes.Where(outcome => !run.Model.Finish(outcome)).Select(static outcome => outcome.Attempt);
        Assert.Equal(InOrder(late), InOrder(exchange.Late));
        if (request is null) Assert.Empty(exchange.Claimed);
        else Check(new ClaimCheck(run, request), exchange);
    }

    private static void Check(ClaimCheck check, Exchange exchange)
    {
        check.CheckSuspectsWait(exchange.SuspectsWait);
        check.Check(exchange.Claimed);
    }

    private static IEnumerable<AttemptId> InOrder(IEnumerable<AttemptId> attempts) => attempts.OrderBy(static attempt => (attempt.JobId, attempt.Claims, attempt.ClaimedAt));

    public override string ToString() => $"Trip: {string.Join(", ", Outcomes)}; {Claim?.ToString() ?? "no claim"}";
}
