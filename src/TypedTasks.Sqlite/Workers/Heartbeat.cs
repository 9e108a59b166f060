using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Workers;

/// <summary>
/// Renews leases, on a connection of its own and without the thread pool. It shares a gate with the writer instead of racing with it for the file,
/// because a writer that drains a backlog holds the file nearly all the time.
/// </summary>
internal sealed class Heartbeat(DatabaseFile file, Lock gate) : IDisposable
{
    private readonly ManualResetEvent _stop = new(false);
    private readonly Random _random = new();
    private Connection? _connection;
    private bool _isDisposed;

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs)
    {
        Patience? patience = null;
        while (true)
        {
            if (TryRenew(workerId, lease, holdsJobs) is { } renewal) return renewal;
            patience ??= new Patience(file, _random);
            patience.Wait(_stop);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _stop.Set();
            Close();
        }
    }

    private Renewal? TryRenew(int workerId, TimeSpan lease, bool holdsJobs)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteStorage));
            try
            {
                if (_connection is not null) file.CheckPlace();
                _connection ??= file.TryOpen();
                if (_connection is null || !_connection.TryExecute("session/begin")) return null;

                var renewal = Renew(_connection, workerId, lease, holdsJobs);
                _connection.Execute("session/commit");
                return renewal;
            }
            catch
            {
                Close();
                throw;
            }
        }
    }

    private static Renewal Renew(Connection connection, int workerId, TimeSpan lease, bool holdsJobs)
    {
        var alive = connection.Prepare("workers/renew_lease").Bind("worker", workerId).Bind("lease", DatabaseTime.FromTimeSpan(lease)).Run() > 0;
        var cancel = alive && holdsJobs ? Attempts.Read(connection, "workers/list_cancel_requests", workerId) : [];
        using var others = connection.Prepare("workers/read_other_workers").Bind("worker", workerId);
        others.Read();
        return new Renewal(alive, cancel)
        {
            NextLeaseEnd = others.IsNull(0) ? null : DatabaseTime.ToTimeSpan(others.Long(0)),
            OtherWorkers = (int)others.Long(1),
        };
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
