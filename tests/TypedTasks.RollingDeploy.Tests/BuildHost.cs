using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.RollingDeploy.Tests;

/// <summary>A process of one build: a client and, once started, a worker.</summary>
internal sealed class BuildHost : IAsyncDisposable
{
    private readonly IHost host;

    public BuildHost(TestDatabase database, Build build)
    {
        Build = build;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTypedTasks(tasks => database.Use(tasks.AddManifest(build.Manifest)));
        builder.Services.AddTypedTasksWorker(worker => worker.Concurrency(4));
        builder.Services.Configure<TypedTasksOptions>(options =>
        {
            options.Encryption.Keys["k1"] = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);
            options.Encryption.ActiveKey = "k1";
        });
        builder.Services.AddSingleton(Journal);
        host = builder.Build();
    }

    public Build Build { get; }

    public ConcurrentQueue<string> Journal { get; } = new();

    public ITaskClient Client => host.Services.GetRequiredService<ITaskClient>();

    public Task StartAsync(CancellationToken cancellationToken) => host.StartAsync(cancellationToken);

    /// <summary>One job of every task of the build for each order.</summary>
    public Task<IReadOnlyList<JobHandle>> EnqueueAsync(IEnumerable<int> orders, CancellationToken cancellationToken)
        => Client.EnqueueManyAsync(orders.SelectMany(order => Build.Jobs.Select(job => job(order))), cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
