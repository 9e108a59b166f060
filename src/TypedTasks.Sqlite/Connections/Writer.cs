namespace TypedTasks.Sqlite.Connections;

/// <summary>The one connection of this process that writes. Callers take turns; other processes are waited for.</summary>
internal sealed class Writer(DatabaseFile file, Lock gate) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly Random _random = new();
    private Connection? _connection;
    private bool _isDisposed;

    /// <summary>Does some work in a transaction and commits it.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<Connection, T> work, CancellationToken cancellationToken)
    {
        using var turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        return await turn.WriteAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the caller's turn; disposing it lets the next one go. The caller's patience with others counts from here: who has waited for its turn does not wait as long again.</summary>
    public async ValueTask<Turn> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var since = file.Time.GetTimestamp();
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_isDisposed) return new Turn(this, since);

        _turns.Release();
        throw new ObjectDisposedException(nameof(SqliteStorage));
    }

    public async ValueTask DisposeAsync()
    {
        await _turns.WaitAsync().ConfigureAwait(false);
        End();
    }

    public void Dispose()
    {
        _turns.Wait();
        End();
    }

    private void End()
    {
        _isDisposed = true;
        Close();
        _turns.Release();
    }

    private async ValueTask<T> WaitAndWriteAsync<T>(Func<Connection, T> work, long since, CancellationToken cancellationToken)
    {
        Patience? patience = null;
        while (true)
        {
            if (TryWrite(work, out var result)) return result;
            patience ??= new Patience(file, _random, since);
            await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One transaction from beginning to end on this thread: whoever holds the gate never waits for the thread pool.</summary>
    private bool TryWrite<T>(Func<Connection, T> work, out T result)
    {
        result = default!; // ! not read when the method returns false
        lock (gate)
        {
            try
            {
                if (_connection is not null) file.CheckPlace();
                _connection ??= file.TryOpen();
                if (_connection is null || !_connection.TryExecute("session/begin")) return false;

                result = work(_connection);
                _connection.Execute("session/commit");
                return true;
            }
            catch
            {
                // A new connection, because after an error of the disk or the file this one may be of no use any more. Closing rolls back.
                Close();
                throw;
            }
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The right to write; of one caller at a time.</summary>
    internal readonly struct Turn(Writer writer, long since) : IDisposable
    {
        public ValueTask<T> WriteAsync<T>(Func<Connection, T> work, CancellationToken cancellationToken)
            => writer.WaitAndWriteAsync(work, since, cancellationToken);

        public void Dispose() => writer._turns.Release();
    }
}
