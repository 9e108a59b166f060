using System.Data;
using System.Transactions;
using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Runs batches on the data source: opens, prepares where that is safe, limits the time, translates exceptions.</summary>
internal sealed class Database(NpgsqlDataSource source, Statements statements, PostgresStorageOptions options, string name, string description)
{
    private readonly PostgresFaults _faults = new(description, options.Schema);
    private readonly int _timeoutInSeconds = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);

    private readonly bool _keepsSessions = new NpgsqlConnectionStringBuilder(source.ConnectionString).NoResetOnClose;

    // Null until the first connection tells.
    private bool? _direct;

    /// <summary>The database's name.</summary>
    public string Name => name;

    public string Description => description;

    public Statements Statements => statements;

    public string Schema => options.Schema;

    /// <summary>The channel of signals; a schema name is always short enough for one.</summary>
    public string Channel => options.Schema;

    public NpgsqlDataSource Source => source;

    /// <summary>A batch that is a transaction of its own, planned anew each time.</summary>
    public Batch Batch() => Connections.Batch.ReadCommitted(statements);

    /// <summary>A prepared batch of statements that search no large table.</summary>
    public Batch PreparedBatch() => Connections.Batch.Prepared(statements);

    /// <summary>A prepared batch on the large tables; its first result is to be skipped.</summary>
    public Batch BatchWithPinnedPlans() => Connections.Batch.WithPinnedPlans(statements);

    /// <summary>
    /// Opens a connection outside the ambient transaction, if there is one: what is said to be committed must be, and two connections
    /// enlisted in one scope wait for each other.
    /// </summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Transaction.Current is null) return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a batch on a connection of the pool; it is committed when this returns.</summary>
    public async ValueTask<T> RunAsync<T>(Batch batch, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionClosing = connection.ConfigureAwait(false);
            var sent = NewBatch(batch, connection);
            await using var sentClosing = sent.ConfigureAwait(false);
            if (batch.IsPrepared && await IsDirectAsync(connection, cancellationToken).ConfigureAwait(false))
                await sent.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAsync(sent, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    public async ValueTask RunAsync(Batch batch, CancellationToken cancellationToken)
        => await RunAsync(batch, static (_, _) => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);

    /// <summary>Runs a batch in a caller's transaction, without preparing: their connection may go through a pooler.</summary>
    public async ValueTask<T> RunAsync<T>(
        Batch batch, NpgsqlTransaction transaction, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var sent = NewBatch(batch, transaction.Connection!, transaction);
            await using var sentClosing = sent.ConfigureAwait(false); // ! the caller checked that it is not finished
            return await ReadAsync(sent, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>The exception to throw instead of the driver's, or null when this one already says it best.</summary>
    public Exception? Translate(Exception exception)
    {
        // The pooler was not recognised as one.
        if (exception is PostgresException { SqlState: PostgresErrorCodes.InvalidSqlStatementName }) _direct = false;
        // After a failover the pool holds connections to what is a standby now.
        if (exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction }) source.Clear();
        return _faults.Translate(exception);
    }

    /// <summary>Runs a batch on this connection without the thread pool; exceptions are the driver's.</summary>
    public T Run<T>(Batch batch, NpgsqlConnection connection, int timeoutInSeconds, Func<NpgsqlDataReader, T> read)
    {
        using var sent = NewBatch(batch, connection);
        sent.Timeout = Math.Min(timeoutInSeconds, _timeoutInSeconds);
        if (batch.IsPrepared && _direct == true) sent.Prepare();
        using var reader = sent.ExecuteReader();
        var answer = read(reader);
        while (reader.NextResult()) { }
        return answer;
    }

    /// <summary>One statement on this connection, with the time limit of all; parameters in the order of the statement.</summary>
    public NpgsqlCommand Command(string statement, NpgsqlConnection connection, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(statements[statement].Text, connection) { CommandTimeout = _timeoutInSeconds };
        command.Parameters.AddRange(parameters);
        return command;
    }

    /// <summary>
    /// Clears what a user's statements may have left in the session, before the connection goes back to the pool. The driver does it where it was not told to leave
    /// that out; behind a pooler the session is not the connection's.
    /// </summary>
    public async ValueTask ClearSessionAsync(NpgsqlConnection connection)
    {
        if (!_keepsSessions || connection.State != ConnectionState.Open || !await IsDirectAsync(connection, CancellationToken.None).ConfigureAwait(false)) return;
        var command = Command("session/clear_session", connection);
        await using var closing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private NpgsqlBatch NewBatch(Batch batch, NpgsqlConnection connection, NpgsqlTransaction? transaction = null)
    {
        var sent = new NpgsqlBatch(connection, transaction) { Timeout = _timeoutInSeconds };
        foreach (var command in batch.Commands)
            sent.BatchCommands.Add(command);
        return sent;
    }

    private static async ValueTask<T> ReadAsync<T>(
        NpgsqlBatch batch, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerClosing = reader.ConfigureAwait(false);
        var answer = await read(reader, cancellationToken).ConfigureAwait(false);
        // To the end: a statement that failed, or a commit, says so only there.
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false)) { }
        return answer;
    }

    // A pooler in transaction mode changes the session behind a connection, and prepared statements, LISTEN and session locks are lost
    // with it. It gives itself away: the process number in its greeting is not that of the server's process.
    public async ValueTask<bool> IsDirectAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_direct is { } known) return known;

        var command = Command("session/read_backend", connection);
        await using var closing = command.ConfigureAwait(false);
        var backend = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        var direct = backend is int number && number == connection.ProcessID;
        _direct = direct;
        return direct;
    }
}
