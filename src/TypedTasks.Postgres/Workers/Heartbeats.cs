using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Jobs;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Workers;

/// <summary>Renews leases over a connection of their own, without the thread pool: busy tasks and a busy pool must not cost a worker its lease.</summary>
internal sealed class Heartbeats(Database database, NpgsqlDataSource source) : IDisposable
{
    private readonly Lock _lock = new();
    private NpgsqlConnection? _kept;
    private bool _disposed;

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs)
    {
        var batch = database.PreparedBatch()
            .Add("workers/renew_lease", binding => binding.Set("worker", workerId).Set("lease", DatabaseTime.From(lease)));
        if (holdsJobs) batch.Add("session/pin_plans").Add("workers/list_cancel_requests", binding => binding.Set("worker", workerId));
        try
        {
            return TimelyCall<Renewal>.Make(() => Renew(batch, lease), Patience(lease));
        }
        catch (Exception exception) when (database.Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _kept?.Dispose();
            _kept = null;
        }
    }

    // Short enough for another try before the lease is over.
    private static TimeSpan Patience(TimeSpan lease) => TimeSpan.FromSeconds(Math.Max(1, lease.TotalSeconds / 3));

    private Renewal Renew(Batch batch, TimeSpan lease)
    {
        // Taken out while it is used: a renewal that hangs in a dead connection must not hold up the next one.
        if (Take() is { } kept) return RenewAndKeep(kept, batch, lease);

        NpgsqlConnection opened;
        try
        {
            opened = source.OpenConnection();
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections && source != database.Source)
        {
            // Those of the pool are open already, and jobs go on over them: one of them serves until the server has room again.
            using var borrowed = database.Source.OpenConnection();
            return Run(borrowed, batch, lease);
        }

        return RenewAndKeep(opened, batch, lease);
    }

    private Renewal RenewAndKeep(NpgsqlConnection connection, Batch batch, TimeSpan lease)
    {
        try
        {
            var renewal = Run(connection, batch, lease);
            Keep(connection);
            return renewal;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Renewal Run(NpgsqlConnection connection, Batch batch, TimeSpan lease) => database.Run(batch, connection, (int)Patience(lease).TotalSeconds, Read);

    private NpgsqlConnection? Take()
    {
        lock (_lock)
        {
            var connection = _kept;
            _kept = null;
            return connection;
        }
    }

    private void Keep(NpgsqlConnection connection)
    {
        lock (_lock)
        {
            if (_kept is null && !_disposed) _kept = connection;
            else connection.Dispose();
        }
    }

    private static Renewal Read(NpgsqlDataReader reader)
    {
        reader.Read();
        var alive = reader.GetBoolean(0);
        TimeSpan? nextLeaseEnd = reader.IsDBNull(1) ? null : DatabaseTime.Between(reader.GetFieldValue<long>(3), reader.GetFieldValue<long>(1));
        var others = reader.GetInt32(2);
        return new Renewal(alive, ReadCancelRequests(reader)) { NextLeaseEnd = nextLeaseEnd, OtherWorkers = others };
    }

    // After the settings for its plan; not asked for by a worker without jobs.
    private static List<AttemptId> ReadCancelRequests(NpgsqlDataReader reader)
    {
        if (!reader.NextResult() || !reader.NextResult()) return [];
        var requests = new List<AttemptId>();
        while (reader.Read())
            requests.Add(reader.ReadAttempt());
        return requests;
    }
}
