using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Databases;

/// <summary>A database on a private server.</summary>
internal sealed class PostgresTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedtasks-e2e-");
    private readonly string _connectionString;
    private readonly Action<PostgresStorageOptions>? _configure;

    private PostgresTestDatabase(string connectionString, Action<PostgresStorageOptions>? configure = null)
    {
        _connectionString = connectionString;
        _configure = configure;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public override DbDataSource Source { get; }

    public override string[] QuickStartArguments => ["--folder", _folder.FullName, "--postgres", _connectionString];

    public override string[] WorkerArguments => ["postgres", _connectionString];

    public static async Task<TestDatabase> CreateAsync(PostgresServer? server = null, int maxPoolSize = 8)
    {
        server ??= await SharedPostgres.GetAsync();
        return new PostgresTestDatabase(new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { MaxPoolSize = maxPoolSize }.ConnectionString);
    }

    /// <summary>A database of the shared server through PgBouncer.</summary>
    public static async Task<TestDatabase> CreatePooledAsync()
    {
        var direct = await (await SharedPostgres.GetAsync()).CreateDatabaseAsync();
        return new PostgresTestDatabase(new NpgsqlConnectionStringBuilder((await SharedPgBouncer.GetAsync()).Through(direct)) { MaxPoolSize = 8 }.ConnectionString);
    }

    /// <summary>A database that is there, reached as this connection string says.</summary>
    public static PostgresTestDatabase At(string connectionString, Action<PostgresStorageOptions>? configure = null) => new(connectionString, configure);

    public override string Table(string name) => $"typed_tasks.{name}";

    public override void Use(ITypedTasksBuilder tasks) => tasks.UsePostgres(_connectionString, _configure);

    public override IStorage OpenStorage() => new PostgresStorage(_connectionString);

    /// <summary>The first column of each row, a text.</summary>
    public override async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        foreach (var table in await QueryAsync("select table_name::text from information_schema.tables where table_schema = 'typed_tasks'"))
            foreach (var row in await QueryAsync($"select t::text from typed_tasks.{table} t")) dump.Append(row).Append('\n');
        return dump.ToString();
    }

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override Task SetClockAsync() => ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"create or replace function typed_tasks.clock() returns timestamptz language sql stable as 'select now() + interval ''{Advanced.TotalMilliseconds} milliseconds'''"));
}
