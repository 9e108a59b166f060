using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>The transaction of one attempt, on a connection of its own.</summary>
internal sealed class JobTransaction : IJobTransaction
{
    // SQLite looks again after 1 to 100 ms; the driver, which goes on waiting after that, only every 150 ms.
    private const int BusyMilliseconds = 1000;

    private readonly Connection _connection;
    private readonly AttemptId _attempt;
    private readonly Random _random;
    private readonly SqliteTransaction _transaction;
    private Action? _ended;
    private bool _hasCommitted;

    /// <param name="connection">Its own; closed at the end.</param>
    /// <param name="attempt">Whose finish is written.</param>
    /// <param name="random">Spreads the waiting.</param>
    /// <param name="ended">Called once, when the connection is closed.</param>
    public JobTransaction(Connection connection, AttemptId attempt, Random random, Action ended)
    {
        _connection = connection;
        _attempt = attempt;
        _random = random;
        _ended = ended;
        _transaction = connection.Driver.BeginTransaction(deferred: true);
        Wait(BusyMilliseconds);

        // Else the driver takes a conflict, which waiting can't settle, for a busy file, and waits 30 seconds.
        raw.sqlite3_extended_result_codes(connection.Handle, 1);
        raw.sqlite3_commit_hook(connection.Handle, Committing, null);
    }

    public DbTransaction Transaction => _transaction;

    /// <summary>Takes the right to write before the task has read anything.</summary>
    public async ValueTask TakeTurnAsync(CancellationToken cancellationToken)
    {
        Wait(0);
        await PatientlyAsync(() => _connection.Prepare("session/take_turn").Run(), cancellationToken).ConfigureAwait(false);
        Wait(BusyMilliseconds);
    }

    public async ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        if (_transaction.Connection is null || _hasCommitted)
            throw new InvalidOperationException(
                $"The transaction of job {_attempt.JobId} was committed, rolled back or disposed by its task. The worker ends it, together with the job: leave it open.");
        if (!_connection.InTransaction)
            throw new StorageException(
                StorageFault.Transaction,
                $"SQLite has rolled back the transaction of job {_attempt.JobId} after an error, which the task kept to itself. Let errors of the database out of the task.");

        // From now on waiting would hold up all others who write.
        _connection.Driver.DefaultTimeout = 1;
        Wait(0);
        return await PatientlyAsync(
            () => new OutcomeWriting(_connection, _connection.ReadClock()).Write([outcome]).Count == 0, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> WasCommittedAsync(CancellationToken cancellationToken) => new(_hasCommitted);

    // There is no connection to lose. Where the disk is full or fails, the task is as little to blame.
    public ValueTask<bool> WasLostAsync(Exception problem, CancellationToken cancellationToken) => new(IsOfDisk(problem));

    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            _transaction.Commit();
            return ValueTask.CompletedTask;
        }
        catch (SqliteException exception) when ((exception.SqliteErrorCode & 0xff) == raw.SQLITE_BUSY)
        {
            throw new StorageException(
                StorageFault.Transaction,
                $"The transaction of job {_attempt.JobId} can't be committed, because its task has left a reader open over rows that it writes. Dispose each reader, or read it to its end.",
                exception);
        }
        catch (SqliteException exception)
        {
            throw _connection.File.Faults.Of(exception);
        }
    }

    /// <summary>Closing the connection rolls back what is not committed, whatever state the transaction is in.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, null) is not { } ended) return ValueTask.CompletedTask;
        try
        {
            // The driver rolls back what it does not know to be ended in SQL, and stops closing if there is nothing to roll back.
            if (_transaction.Connection is not null && !_connection.InTransaction) _connection.TryExecute("session/begin_reading");
            _connection.Dispose();
        }
        finally
        {
            ended();
        }

        return ValueTask.CompletedTask;
    }

    private static bool IsOfDisk(Exception? problem)
        => problem is not null && (problem is SqliteException { SqliteErrorCode: var code } && (code & 0xff) is raw.SQLITE_FULL or raw.SQLITE_IOERR || IsOfDisk(problem.InnerException));

    // Called by SQLite for each commit that has something to write: also for one that the task made in SQL, of which the driver knows nothing.
    private int Committing(object? state)
    {
        _hasCommitted = true;
        return 0;
    }

    // The first write of a transaction may meet others who write; it has changed nothing then, and can be repeated.
    private async ValueTask<T> PatientlyAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        Patience? patience = null;
        while (true)
        {
            try
            {
                return write();
            }
            catch (StorageException) when (_connection.IsBusy)
            {
                patience ??= new Patience(_connection.File, _random);
                await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Wait(int milliseconds) => raw.sqlite3_busy_timeout(_connection.Handle, milliseconds);
}
