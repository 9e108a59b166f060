using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests.Harness;

/// <summary>An application with the tasks of <c>Shop</c> on a database of its own; several processes of it if need be.</summary>
internal sealed class TestShop : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<IHost> processes = [];

    private TestShop(TestDatabase database, Action<ITypedTasksWorkerBuilder>? worker)
    {
        this.database = database;
        Host = StartProcess(worker);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public IHost Host { get; }

    public ITaskClient Client => Host.Services.GetRequiredService<ITaskClient>();

    /// <summary>What tasks of all processes wrote down.</summary>
    public Diary Diary { get; } = new();

    public Meeting Meeting { get; } = new();

    public static async Task<TestShop> OpenAsync(Database database, Action<ITypedTasksWorkerBuilder>? worker = null)
        => On(database == Database.Sqlite ? new SqliteDatabase() : await PostgresDatabase.CreateAsync(), worker);

    public static async Task<(TestShop Shop, PostgresDatabase Database)> OpenOnPostgresAsync(Action<ITypedTasksWorkerBuilder>? worker = null)
    {
        var database = await PostgresDatabase.CreateAsync();
        return (On(database, worker), database);
    }

    public static TestShop On(TestDatabase database, Action<ITypedTasksWorkerBuilder>? worker = null) => new(database, worker);

    /// <summary>Another process of the application, on the same database. It runs no jobs before it is told to.</summary>
    public IHost StartProcess(Action<ITypedTasksWorkerBuilder>? worker = null, Action<ITypedTasksBuilder>? tasks = null, Action<IServiceCollection>? services = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Diary).AddSingleton(Meeting);
        builder.Services.AddTypedTasks(all =>
        {
            database.Choose(all);
            (tasks ?? (own => own.AddAllTasks()))(all);
        });
        builder.Services.AddTypedTasksWorker(worker);
        services?.Invoke(builder.Services);
        var host = builder.Build();
        processes.Add(host);
        return host;
    }

    /// <summary>Runs what is ready, in the first process.</summary>
    public async Task RunUntilIdleAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        await Host.RunUntilIdleAsync(limit.Token);
        Assert.False(limit.IsCancellationRequested, "The worker did not become idle within a minute.");
    }

    public async Task<JobDetails> FindAsync(JobHandle job)
        => await Client.FindAsync(job.Id, Token) ?? throw new InvalidOperationException($"{job} is not stored.");

    public Task AdvanceClockAsync(TimeSpan by) => database.AdvanceClockAsync(by);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (process is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else process.Dispose();
        }

        Diary.Dispose();
        await database.DisposeAsync();
    }
}
