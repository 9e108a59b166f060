using System.Diagnostics.CodeAnalysis;
using System.Text;

using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Writes outcomes one by one after the storage has refused them together: one that it will never take, such as a result that is no JSON,
/// must not hold back the others. Its job fails, with the reason.
/// </summary>
internal sealed class RefusedOutcomes(IJobStore jobs, ILogger logger)
{
    /// <returns>Those that came too late.</returns>
    /// <exception cref="StorageException">Not even a plain failure is taken: the fault is not the outcome's.</exception>
    public async Task<IReadOnlyList<AttemptId>> WriteAsync(IReadOnlyList<AttemptOutcome> outcomes, CancellationToken cancellationToken)
    {
        var late = new List<AttemptId>();
        foreach (var outcome in outcomes)
            late.AddRange(await WriteAsync(outcome, cancellationToken).ConfigureAwait(false));
        return late;
    }

    private async Task<IReadOnlyList<AttemptId>> WriteAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        var (late, problem) = await TryAsync(outcome, cancellationToken).ConfigureAwait(false);
        if (problem is null) return late;

        // A database whose encoding lacks a character refuses a text that is only there to be read: that must not cost the job its attempts.
        if (outcome.Kind != OutcomeKind.Succeeded && await TryAsync(InAscii(outcome), cancellationToken).ConfigureAwait(false) is (var lateThen, null)) return lateThen;

        var failed = new AttemptOutcome
        {
            Attempt = outcome.Attempt,
            Kind = OutcomeKind.Failed,
            Reason = AttemptErrors.Cut($"the storage refused its outcome ({outcome.Kind}): {problem.Message}", 4_000),
        };
        var exchange = await jobs.FinishAndClaimAsync([failed], null, cancellationToken).ConfigureAwait(false);
        Log.OutcomeRefused(logger, outcome.Attempt.JobId, outcome.Kind, problem.Message);
        return exchange.Late;
    }

    private async Task<(IReadOnlyList<AttemptId> Late, StorageException? Problem)> TryAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return ((await jobs.FinishAndClaimAsync([outcome], null, cancellationToken).ConfigureAwait(false)).Late, null);
        }
        catch (StorageException problem) when (problem.Fault == StorageFault.Refused)
        {
            return ([], problem);
        }
    }

    private static AttemptOutcome InAscii(AttemptOutcome outcome) => outcome with
    {
        Reason = InAscii(outcome.Reason),
        Error = outcome.Error is { } error ? error with { Type = InAscii(error.Type), Message = InAscii(error.Message), Detail = InAscii(error.Detail) } : null,
    };

    [return: NotNullIfNotNull(nameof(text))]
    private static string? InAscii(string? text) => text is null ? null : Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(text));
}
