using System.Data.Common;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Names;
using TypedTasks.Sqlite.Signals;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Enqueues, claims and finishes.</summary>
internal sealed class JobStore(Writer writer, NameNumbers names, CallerTransactions callerTransactions, Watcher watcher) : IJobStore
{
    private readonly EnqueueGroup _group = new(writer, names);

    public void CheckTransaction(DbTransaction transaction) => callerTransactions.Borrow(transaction).Dispose();

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null) return EnqueueIn(transaction, jobs);

        var enqueued = await _group.EnqueueAsync(jobs, cancellationToken).ConfigureAwait(false);
        watcher.Signal();
        return enqueued;
    }

    public async ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0 && claim is null) return Exchange.Empty;

        return await writer.WriteAsync(
            connection =>
            {
                var now = connection.ReadClock();
                var late = new OutcomeWriting(connection, now).Write(outcomes);
                var claimed = claim is null ? [] : new Claiming(connection, now).Claim(claim);
                return new Exchange(claimed, late);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private List<EnqueuedJob> EnqueueIn(DbTransaction transaction, IReadOnlyList<JobToStore> jobs)
    {
        using var connection = callerTransactions.Borrow(transaction);
        var scope = new NameScope(connection, names);
        connection.Execute("session/begin_part");
        try
        {
            var enqueued = new JobWriting(connection, scope).Write(jobs);
            connection.Execute("session/keep_part");
            watcher.ExpectCommit();
            return enqueued;
        }
        catch
        {
            // What SQLite has rolled back by itself has no part left to undo.
            if (connection.InTransaction) connection.TryExecute("session/undo_part");
            throw;
        }
    }
}
