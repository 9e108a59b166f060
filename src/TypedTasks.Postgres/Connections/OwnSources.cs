using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>The data sources that a storage opens and closes by itself.</summary>
/// <param name="Pooled">For all but heartbeats.</param>
/// <param name="Heartbeats">
/// Its connections are never used asynchronously. A socket that once was waits for the thread pool, now and then, in a blocking call too:
/// tasks that block the pool would cost the worker its lease.
/// </param>
internal sealed record OwnSources(NpgsqlDataSource Pooled, NpgsqlDataSource Heartbeats);
