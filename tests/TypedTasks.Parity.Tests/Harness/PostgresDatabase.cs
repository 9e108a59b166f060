using System.Globalization;
using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.Parity.Tests.Harness;

/// <summary>A schema of the test process's own server.</summary>
internal sealed class PostgresDatabase : TestDatabase
{
    private TimeSpan ahead;

    private PostgresDatabase(string connectionString) => (ConnectionString, Source) = (connectionString, NpgsqlDataSource.Create(connectionString));

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Where TypedTasks has its tables.</summary>
    public string Schema { get; } = SharedPostgres.CreateSchemaName();

    public static async Task<PostgresDatabase> CreateAsync() => new((await SharedPostgres.GetAsync()).ConnectionString);

    public override void Choose(ITypedTasksBuilder tasks) => tasks.UsePostgres(Source, options => options.Schema = Schema);

    public override Task AdvanceClockAsync(TimeSpan by)
    {
        ahead += by;
        return ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"create or replace function {Schema}.clock() returns timestamptz language sql stable as 'select now() + interval ''{ahead.TotalMilliseconds} milliseconds'''"));
    }

    /// <summary>Runs what a user would type into psql.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What psql would print: a text per row, columns separated by a bar.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }

    public override async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"drop schema if exists {Schema} cascade");
        await Source.DisposeAsync();
    }
}
