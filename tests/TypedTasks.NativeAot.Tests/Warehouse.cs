using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.NativeAot.Tests;

/// <summary>A database of one test, seen by the process that enqueues: this one, which has no worker.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly NpgsqlDataSource _database;

    private Warehouse(string connectionString)
    {
        ConnectionString = connectionString;
        _database = NpgsqlDataSource.Create(connectionString);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTypedTasks(tasks => tasks.UsePostgres(connectionString));
        _host = builder.Build();
    }

    public string ConnectionString { get; }

    public ITaskClient Client => _host.Services.GetRequiredService<ITaskClient>();

    public static async Task<Warehouse> CreateAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var warehouse = new Warehouse(await server.CreateDatabaseAsync(cancellationToken));
        await using var command = warehouse._database.CreateCommand("create table warehouse_book (entry text not null)");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return warehouse;
    }

    public async Task<List<string>> ReadBookAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand("select entry from warehouse_book");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) entries.Add(reader.GetString(0));
        return entries;
    }

    /// <summary>Waits until the book holds that many entries that begin so.</summary>
    public async Task WaitForBookAsync(int count, string beginning, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await ReadBookAsync(cancellationToken)).Count(entry => entry.StartsWith(beginning, StringComparison.Ordinal)) < count)
            await timer.WaitForNextTickAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        await _database.DisposeAsync();
    }
}
