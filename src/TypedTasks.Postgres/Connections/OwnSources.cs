using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>The data sources that a storage opens and closes by itself.</summary>
/// <param name="Pooled">For all but heartbeats.</param>
/// <param name="Heartbeats">Without a pool: tasks that use up the connections of the other one must not cost the worker its lease.</param>
internal sealed record OwnSources(NpgsqlDataSource Pooled, NpgsqlDataSource Heartbeats);
