using System.Collections.Concurrent;

namespace TypedTasks.Sqlite.Connections;

/// <summary>Connections that only read; with the write-ahead log they wait for nobody.</summary>
internal sealed class Readers(DatabaseFile file) : IDisposable
{
    private const int Most = 4;

    private readonly SemaphoreSlim _free = new(Most, Most);
    private readonly ConcurrentBag<Connection> _connections = [];
    private readonly Random _random = new();
    private volatile bool _isDisposed;

    /// <summary>Reads one state of the database.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = await TakeAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                connection.Execute("session/begin_reading");
                var result = read(connection);
                connection.Execute("session/rollback");
                _connections.Add(connection);
                if (_isDisposed) Dispose();
                return result;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    private void DropIfGone()
    {
        try
        {
            file.CheckPlace();
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        while (_connections.TryTake(out var connection)) connection.Dispose();
    }

    private async ValueTask<Connection> TakeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteStorage));
        DropIfGone();
        if (_connections.TryTake(out var connection)) return connection;

        Patience? patience = null;
        while (true)
        {
            if (file.TryOpen() is { } opened) return opened;
            patience ??= new Patience(file, _random);
            await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
