using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.NativeAot.Tests;

/// <summary>A database of one test, seen by the process that enqueues: this one, which has no worker.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    /// <summary>Settings of a worker that has the key of this process.</summary>
    public static readonly string[] WithKey = [$"--TypedTasks:Encryption:Keys:k1={Key}", "--TypedTasks:Encryption:ActiveKey=k1"];

    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly IHost _host;
    private readonly NpgsqlDataSource _database;

    private Warehouse(string connectionString)
    {
        ConnectionString = connectionString;
        _database = NpgsqlDataSource.Create(connectionString);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTypedTasks(tasks => tasks.UsePostgres(connectionString));
        builder.Services.Configure<TypedTasksOptions>(options =>
        {
            options.Encryption.Keys["k1"] = Key;
            options.Encryption.ActiveKey = "k1";
        });
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

    public Task<List<string>> ReadBookAsync(CancellationToken cancellationToken) => ReadAsync("select entry from warehouse_book", cancellationToken);

    /// <summary>Finished jobs as rows of text.</summary>
    public Task<List<string>> ReadHistoryAsync(CancellationToken cancellationToken) => ReadAsync("select job::text from typed_tasks.job_history job", cancellationToken);


    /// <summary>Waits until the book holds that many entries that begin so.</summary>
    public async Task WaitForBookAsync(int count, string beginning, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await ReadBookAsync(cancellationToken)).Count(entry => entry.StartsWith(beginning, StringComparison.Ordinal)) < count)
            await timer.WaitForNextTickAsync(cancellationToken);
    }

    private async Task<List<string>> ReadAsync(string query, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.GetString(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        await _database.DisposeAsync();
    }
}
