using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.Parity.Tests.Harness;

/// <summary>A table of the application's own, outside the schema of TypedTasks.</summary>
internal sealed class CustomerTable : IAsyncDisposable
{
    private readonly PostgresDatabase database;
    private readonly string table = $"public.{SharedPostgres.CreateSchemaName()}_customer";
    private readonly List<NpgsqlConnection> connections = [];

    private CustomerTable(PostgresDatabase database) => this.database = database;

    public static async Task<CustomerTable> CreateAsync(PostgresDatabase database)
    {
        var customers = new CustomerTable(database);
        await database.ExecuteAsync($"create table {customers.table} (name text primary key)");
        return customers;
    }

    public async Task<NpgsqlTransaction> BeginAsync()
    {
        var connection = await database.Source.OpenConnectionAsync(TestShop.Token);
        connections.Add(connection);
        return await connection.BeginTransactionAsync(TestShop.Token);
    }

    public async Task InsertAsync(string name, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand($"insert into {table} values ($1)", transaction.Connection, transaction);
        command.Parameters.AddWithValue(name);
        await command.ExecuteNonQueryAsync(TestShop.Token);
    }

    public Task<IReadOnlyList<string>> NamesAsync() => database.QueryAsync($"select name from {table}");

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync();
        await database.ExecuteAsync($"drop table {table}");
    }
}
