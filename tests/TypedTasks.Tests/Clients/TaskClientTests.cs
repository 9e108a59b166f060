using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Clients;

[Collection(nameof(TaskClientTests))] // the process default is one for all: these tests must not run beside each other
public sealed class TaskClientTests
{
    [Fact]
    public void Without_a_host_it_says_how_to_get_one()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => TaskClient.Current);

        Assert.Contains("Start the host before enqueueing", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_host_gives_the_client()
    {
        await using var bench = new WorkerBench();
        using var host = TaskClient.RegisterHost(bench.Client);

        Assert.Same(bench.Client, TaskClient.Current);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_fails_to_start_or_is_never_stopped_leaves_no_client_behind(bool fails)
    {
        var storage = new MemoryStorage(TimeProvider.System)
        {
            Before = _ =>
            {
                if (fails) throw new StorageException(StorageFault.Configuration, "No permission.");
            },
        };
        var services = new ServiceCollection().AddTypedTasks(tasks => tasks.UseStorage(_ => storage)).BuildServiceProvider();
        var host = Assert.IsAssignableFrom<IHostedLifecycleService>(Assert.Single(services.GetServices<IHostedService>()));

        var start = await Record.ExceptionAsync(() => host.StartingAsync(TestContext.Current.CancellationToken));
        await services.DisposeAsync();

        Assert.Equal(fails, start is StorageException);
        Assert.Throws<InvalidOperationException>(() => TaskClient.Current);
    }

    [Fact]
    public async Task Two_hosts_are_ambiguous_until_one_stops()
    {
        await using var one = new WorkerBench();
        await using var two = new WorkerBench();
        using var first = TaskClient.RegisterHost(one.Client);
        var second = TaskClient.RegisterHost(two.Client);

        var problem = Assert.Throws<InvalidOperationException>(() => TaskClient.Current);
        second.Dispose();

        Assert.Contains("2 hosts with TypedTasks run in this process", problem.Message, StringComparison.Ordinal);
        Assert.Same(one.Client, TaskClient.Current);
    }

    [Fact]
    public async Task The_client_of_a_flow_wins_and_ends_with_it()
    {
        await using var host = new WorkerBench();
        await using var mine = new WorkerBench();
        using var registered = TaskClient.RegisterHost(host.Client);

        using (TaskClient.Use(mine.Client))
        {
            Assert.Same(mine.Client, await Task.Run(() => TaskClient.Current, TestContext.Current.CancellationToken));
        }

        Assert.Same(host.Client, TaskClient.Current);
    }
}
