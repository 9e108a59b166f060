using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.History.Checking;
using TypedTasks.History.Events;
using TypedTasks.History.Recording;
using TypedTasks.History.Roles;
using TypedTasks.History.Running;
using TypedTasks.History.Work;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.History.Tests.Faulty;

/// <summary>One file where real workers and a producer play in this process, with a storage that may be faulty.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedtasks-stage-");
    private readonly List<IHost> _hosts = [];
    private readonly SqliteHistoryDatabase _database;

    private Stage() => _database = new SqliteHistoryDatabase(_folder.FullName);

    /// <summary>What all have seen.</summary>
    public EventMemory Memory { get; } = new();

    /// <summary>The file, for statements of the test's own.</summary>
    public DbDataSource Source => _database.Source;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Stage> CreateAsync()
    {
        var stage = new Stage();
        await using var storage = stage._database.OpenStorage();
        await storage.Migrator.MigrateAsync(Token);
        await stage._database.ExecuteAsync(Witness.CreateTable, Token);
        return stage;
    }

    /// <summary>The storage as it should be.</summary>
    public IStorage OpenStorage() => _database.OpenStorage();

    /// <summary>Somebody who enqueues.</summary>
    public Producer Producer(Func<IStorage, FaultyStorage>? faulty = null)
    {
        var log = Memory.LogOf("producer");
        var host = RoleHost.Create(() => Open(faulty), () => Source, log, TimeProvider.System).Build();
        _hosts.Add(host);
        return new Producer(host.Services.GetRequiredService<ITaskClient>(), Source, log, new Random(1));
    }

    /// <summary>Starts a worker.</summary>
    public async Task StartWorkerAsync(string name, Func<IStorage, FaultyStorage>? faulty = null, Action<TypedTasksWorkerOptions>? configure = null, TimeProvider? time = null)
    {
        var builder = RoleHost.Create(() => Open(faulty), _database.Address.OpenSource, Memory.LogOf(name), time ?? TimeProvider.System);
        builder.Logging.ClearProviders();
        RoleHost.AddWorker(builder, name, ["*"], slots: 2);
        if (configure is not null) builder.Services.Configure(configure);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Token);
    }

    /// <summary>A worker that claims one job and is then stopped, as by SIGSTOP.</summary>
    public async Task<Ghost> HauntAsync(TimeSpan lease, IStorage storage) => await Ghost.ClaimAsync(new RecordingStorage(storage, Memory.LogOf("ghost")), lease, Token);

    /// <summary>Ends everything and looks for broken rules.</summary>
    public async Task<string[]> BrokenRulesAsync()
    {
        foreach (var host in _hosts) await host.StopAsync(CancellationToken.None);
        var history = new RecordedHistory(Memory.Events, await FinalReading.ReadAsync(_database, Token));
        return [.. HistoryChecker.Check(history).Select(static violation => violation.Rule).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }

        await _database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private IStorage Open(Func<IStorage, FaultyStorage>? faulty)
    {
        var storage = new SqliteStorage(_database.Address.Text);
        return faulty is null ? storage : faulty(storage);
    }
}
