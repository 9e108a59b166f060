using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Workers;

/// <summary>Renews leases over a connection of their own, without the thread pool: busy tasks and a busy pool must not cost a worker its lease.</summary>
internal sealed class Heartbeats(Database database) : IDisposable
{
    private readonly Lock _lock = new();
    private NpgsqlConnection? _connection;

    public Renewal Renew(int workerId, TimeSpan lease)
    {
        var batch = database.Batch()
            .Add("workers/renew_lease", binding => binding.Set("worker", workerId).Set("lease", DatabaseTime.From(lease)))
            .Add("workers/list_cancel_requests", binding => binding.Set("worker", workerId));
        lock (_lock)
        {
            try
            {
                _connection ??= database.Source.OpenConnection();
                return database.Run(batch, _connection, TimeoutInSeconds(lease), Read);
            }
            catch (Exception exception)
            {
                Disconnect();
                if (database.Translate(exception) is { } translated) throw translated;
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
            Disconnect();
    }

    // Short enough for another try before the lease is over.
    private static int TimeoutInSeconds(TimeSpan lease) => Math.Max(1, (int)(lease.TotalSeconds / 3));

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static Renewal Read(NpgsqlDataReader reader)
    {
        var alive = reader.Read();
        reader.NextResult();
        var cancel = new List<AttemptId>();
        while (reader.Read())
            cancel.Add(new AttemptId(reader.GetInt64(0), reader.GetInt32(1)));
        return new Renewal(alive, cancel);
    }
}
