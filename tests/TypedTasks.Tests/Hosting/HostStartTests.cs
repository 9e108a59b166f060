using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using TypedTasks.Testing;
using TypedTasks.Tests.Clients;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Hosting;

[Collection(nameof(TaskClientTests))] // starting a host registers the process's client
public sealed class HostStartTests
{
    [Fact]
    public async Task A_host_without_tasks_warns_when_it_starts()
    {
        var log = new LogCollector();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
            .BuildServiceProvider();

        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            await service.StartingAsync(TestContext.Current.CancellationToken);

        Assert.Single(log.Lines, line => line.Text.StartsWith("No tasks were added", StringComparison.Ordinal));
    }
}
