using Npgsql;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>An empty database for one round of one contender.</summary>
internal sealed class Database(string connectionString, ServerProcesses? server, Func<Task> dropAsync) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    /// <summary>Connections for bare loops.</summary>
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(connectionString);

    /// <summary>Begins to measure a stretch of work.</summary>
    public Meter StartMeter() => new(server);

    /// <summary>Writes dirty pages now, after filling tables, so that no round pays for the set-up of another.</summary>
    public async Task SettleAsync()
    {
        try
        {
            await using var command = Source.CreateCommand("checkpoint");
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // A given server need not let us; its rounds are then a little less even.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await dropAsync();
    }
}
