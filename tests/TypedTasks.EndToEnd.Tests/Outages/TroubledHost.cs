using Npgsql;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Outages;

/// <summary>A client and a worker on a server of their own, which is to get into trouble: the worker logs in as <see cref="Role"/>, the test as superuser.</summary>
internal sealed class TroubledHost : IAsyncDisposable
{
    public const string Role = "shop";

    /// <summary>Start and stop of the worker, the trouble, its end, and some for calls in between. A loop that does not wait would log thousands.</summary>
    private const int MostLogLines = 15;

    private readonly PostgresTestDatabase _database;
    private readonly ScenarioHost _host;
    private readonly CancellationToken _limit;
    private int _notes;

    private TroubledHost(PostgresTestDatabase database, CancellationToken limit)
    {
        _database = database;
        _limit = limit;
        _host = new ScenarioHost(database, worker => worker.Concurrency(4).Configure(options => (options.Lease, options.Heartbeat) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1))));
    }

    public LogLines Log => _host.Log;

    /// <summary>Starts on the role's own database; see <see cref="PrepareAsync"/>.</summary>
    public static async Task<TroubledHost> StartAsync(string connectionString, CancellationToken limit)
    {
        var host = new TroubledHost(PostgresTestDatabase.At(connectionString, options => options.CommandTimeout = TimeSpan.FromSeconds(2)), limit);
        await host._host.StartAsync(limit);
        return host;
    }

    /// <summary>Makes the role and its database; returns how the role reaches it over TCP.</summary>
    public static async Task<NpgsqlConnectionStringBuilder> PrepareAsync(PostgresServer server)
    {
        await RunAsync(server, $"create role {Role} login password 'first'");
        await RunAsync(server, $"create database {Role} owner {Role}");
        return new NpgsqlConnectionStringBuilder(server.TcpConnectionString) { Database = Role, Username = Role, Password = "first", MaxPoolSize = 8 };
    }

    /// <summary>Runs a statement as superuser, in the role's database.</summary>
    public static async Task RunAsync(PostgresServer server, string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        while (true)
        {
            try
            {
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // It locks whole tables one after the other, and a worker may lock them in another order; nothing of it was done.
            }
        }
    }

    /// <summary>Ends the role's sessions, so that new ones are needed.</summary>
    public static Task EndSessionsAsync(PostgresServer server)
        => RunAsync(server, $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '{Role}'");

    /// <summary>Enqueues ten notes, repeated under one id while the storage can't be used, and waits until they have run.</summary>
    public async Task WorkAsync(string text)
    {
        for (var number = 0; number < 10; number++)
        {
            var options = new EnqueueOptions { Id = Guid.NewGuid() };
            while (await TryEnqueueAsync($"{text} {number}", options) is not null) _limit.ThrowIfCancellationRequested();
        }

        _notes += 10;
        await _host.Journal.WaitForDistinctAsync(_notes, _limit);
    }

    /// <summary>The worker notices the trouble, the client is told what to do about it, and when it is over both work as before.</summary>
    public async Task ComesThroughAsync(Func<Task> trouble, Func<Task> end, StorageFault fault, string hint)
    {
        await WorkAsync("before");
        await trouble();
        await Log.WaitForAsync("The storage can't be used", _limit);
        var problem = await TryEnqueueAsync("during", new EnqueueOptions { Delay = TimeSpan.FromDays(1) }); // whether it is stored may stay unknown
        await end();
        await Log.WaitForAsync("The storage works again", _limit);
        await WorkAsync("after");

        Assert.NotNull(problem);
        Assert.Equal(fault, problem.Fault);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
        Assert.True(Log.All.Count <= MostLogLines, string.Join('\n', Log.All));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<StorageException?> TryEnqueueAsync(string text, EnqueueOptions options)
    {
        try
        {
            await Note.EnqueueAsync(_host.Client, text, options, _limit);
            return null;
        }
        catch (StorageException problem)
        {
            return problem;
        }
    }
}
