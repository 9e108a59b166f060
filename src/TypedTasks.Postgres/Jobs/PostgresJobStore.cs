using System.Data.Common;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

internal sealed class PostgresJobStore(Database database, Enqueuing enqueuing, Exchanging exchanging) : IJobStore
{
    private readonly EnqueueGroups _groups = new((jobs, cancellationToken) => enqueuing.EnqueueAsync(jobs, transaction: null, cancellationToken));

    public void CheckTransaction(DbTransaction transaction) => TransactionCheck.Check(transaction, database.Name, database.Description);

    public ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(
        IReadOnlyList<JobToStore> jobs, DbTransaction? transaction, CancellationToken cancellationToken)
        => transaction is null
            ? _groups.EnqueueAsync(jobs, cancellationToken)
            : enqueuing.EnqueueAsync(jobs, TransactionCheck.Check(transaction, database.Name, database.Description), cancellationToken);

    public ValueTask<Exchange> FinishAndClaimAsync(
        IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
        => exchanging.ExchangeAsync(outcomes, claim, cancellationToken);
}
