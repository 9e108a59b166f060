using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>A generic host with client and worker, set up as an application sets it up.</summary>
internal sealed class ScenarioHost : IAsyncDisposable
{
    private readonly IHost _host;

    public ScenarioHost(TestDatabase database, Action<ITypedTasksWorkerBuilder>? worker = null, bool knowsTasks = true, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTypedTasks(tasks =>
        {
            if (knowsTasks) tasks.AddAllTasks();
            database.Use(tasks);
        });
        builder.Services.AddTypedTasksWorker(worker);
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddKeyedSingleton<Journal>("loud");
        services?.Invoke(builder.Services);
        builder.Logging.AddProvider(Log);
        services?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public LogLines Log { get; } = new();

    public Journal Journal => _host.Services.GetRequiredService<Journal>();

    public ITaskClient Client => _host.Services.GetRequiredService<ITaskClient>();

    public Task StartAsync(CancellationToken cancellationToken) => _host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public Task RunUntilIdleAsync(CancellationToken cancellationToken) => _host.RunUntilIdleAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }
}
