using System.Data.Common;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Maintenance;
using TypedTasks.Sqlite.Names;
using TypedTasks.Sqlite.Signals;
using TypedTasks.Sqlite.Workers;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Enqueues, claims and finishes.</summary>
internal sealed class JobStore(Writer writer, CallerTransactions callerTransactions, Watcher watcher) : IJobStore
{
    private readonly EnqueueGroup _group = new(writer);
    private readonly Random _random = new();

    public void CheckTransaction(DbTransaction transaction) => callerTransactions.Borrow(transaction).Dispose();

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null) return await EnqueueInAsync(transaction, jobs, cancellationToken).ConfigureAwait(false);

        var enqueued = await _group.EnqueueAsync(jobs, cancellationToken).ConfigureAwait(false);
        watcher.Signal();
        return enqueued;
    }

    public async ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0 && claim is null) return Exchange.Empty;

        var exchange = await writer.WriteAsync(
            connection =>
            {
                var now = connection.ReadClock();
                var late = new OutcomeWriting(connection, now).Write(outcomes);
                if (claim is null) return new Exchange([], late);

                var claiming = new Claiming(connection, now);
                Promotion? promotion = claim.Promotes > 0 ? MaintenanceStore.Promote(connection, claim.Promotes) : null;
                return new Exchange(claiming.Claim(claim), late)
                {
                    SuspectsWait = claim.Kind == ClaimKind.Ready ? claiming.SuspectsWait(claim) : null,
                    Queues = claim.Thorough ? WorkerStore.ListQueues(connection) : null,
                    Promotion = promotion,
                };
            },
            cancellationToken).ConfigureAwait(false);
        if (exchange.Promotion?.Count > exchange.Claimed.Count) watcher.Signal();
        return exchange;
    }

    /// <summary>Waits, too: a transaction that began deferred takes the right to write only now.</summary>
    private async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueInAsync(DbTransaction transaction, IReadOnlyList<JobToStore> jobs, CancellationToken cancellationToken)
    {
        using var connection = callerTransactions.Borrow(transaction);
        Patience? patience = null;
        while (true)
        {
            if (TryEnqueueIn(connection, jobs) is { } enqueued) return enqueued;
            patience ??= new Patience(connection.File, _random);
            await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private List<EnqueuedJob>? TryEnqueueIn(Connection connection, IReadOnlyList<JobToStore> jobs)
    {
        connection.Execute("session/begin_part");
        try
        {
            var enqueued = new JobWriting(connection, new NameScope(connection)).Write(jobs);
            connection.Execute("session/keep_part");
            watcher.ExpectCommit();
            return enqueued;
        }
        catch (Exception exception)
        {
            var isBusy = exception is StorageException && connection.IsBusy;

            // What SQLite has rolled back by itself has no part left to undo.
            if (connection.InTransaction) connection.TryExecute("session/undo_part");
            if (isBusy) return null;
            throw;
        }
    }
}
