using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Outages;

/// <summary>Somebody drops the tables under a worker.</summary>
public sealed class DroppedSchemaTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public async Task A_process_that_runs_makes_no_empty_tables_and_goes_on_with_those_that_a_start_makes()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        var text = await TroubledHost.PrepareAsync(server);
        await using var host = await TroubledHost.StartAsync(text.ConnectionString, _limit);

        await host.ComesThroughAsync(
            () => TroubledHost.RunAsync(server, "drop schema typed_tasks cascade", TroubledHost.Role),
            async () =>
            {
                // It has tried to begin anew by then, or does so now.
                await host.Log.WaitForAsync("lost its lease", _limit);
                Assert.Equal(0, await CountSchemasAsync(server));
                await using var started = await TroubledHost.StartAsync(text.ConnectionString, _limit);
                Assert.Equal(1, await CountSchemasAsync(server));
            },
            StorageFault.SchemaTooOld,
            "A process that runs makes no tables");
    }

    private async Task<long> CountSchemasAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = TroubledHost.Role, Pooling = false }.ConnectionString);
        await connection.OpenAsync(_limit);
        await using var command = new NpgsqlCommand("select count(*) from pg_namespace where nspname = 'typed_tasks'", connection);
        return (long)(await command.ExecuteScalarAsync(_limit))!; // a count is never null
    }
}
