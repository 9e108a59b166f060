using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using TypedTasks.Testing;
using TypedTasks.Tests.Clients;
using TypedTasks.Tests.Memory;
using TypedTasks.Tests.Secrets;

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

    [Fact]
    public async Task A_host_that_is_told_to_stop_while_it_waits_for_its_storage_starts_without_it()
    {
        // An exception would be that of the program, which then ends as if it had crashed.
        using var stop = new CancellationTokenSource();
        await using var bench = new WorkerBench();
        bench.Storage.Before = operation =>
        {
            if (operation == "Migrate") stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        };

        await bench.StartHostAsync(stop.Token);

        Assert.True(stop.IsCancellationRequested);
    }

    [Fact]
    public async Task A_service_that_a_task_takes_and_nobody_registered_is_warned_of_once()
    {
        await using var bench = new WorkerBench();
        var task = new TaskDefinition { Name = "Shop.SendReceipt", Aliases = ["Shop.Send"], Services = [typeof(ScopeProbe), typeof(IFormatProvider)], Decode = _ => throw new InvalidOperationException("never run") };
        ((List<TaskDefinition>)bench.Tasks).Add(task);

        await bench.Hosted.StartingAsync(TestContext.Current.CancellationToken);

        var warning = Assert.Single(bench.Lines, line => line.EventId == 52);
        Assert.Contains(": 'System.IFormatProvider' of 'Shop.SendReceipt'. ", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_with_a_key_that_nobody_registered_is_warned_of()
    {
        await using var bench = new WorkerBench();
        var task = new TaskDefinition { Name = "Shop.SendReceipt", KeyedServices = [new(typeof(IFormatProvider), "dutch")], Decode = _ => throw new InvalidOperationException("never run") };
        ((List<TaskDefinition>)bench.Tasks).Add(task);

        await bench.Hosted.StartingAsync(TestContext.Current.CancellationToken);

        var warning = Assert.Single(bench.Lines, line => line.EventId == 52);
        Assert.Contains(": 'System.IFormatProvider' with key 'dutch' of 'Shop.SendReceipt'. ", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 16)]
    public async Task A_storage_is_asked_whether_it_has_connections_for_all_slots_whose_task_may_hold_one(bool takesTransaction, int expected)
    {
        await using var bench = new WorkerBench();
        bench.Storage.Shortage = transactions => $"too few for {transactions}";
        ((List<TaskDefinition>)bench.Tasks).Add(new TaskDefinition
        {
            Name = "Shop.Book", Transaction = takesTransaction ? typeof(System.Data.Common.DbTransaction) : null, Decode = _ => throw new InvalidOperationException("never run"),
        });

        await bench.Hosted.StartingAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"too few for {expected}", Assert.Single(bench.Lines, line => line.EventId == 53).Text);
    }

    [Theory]
    [InlineData(null, "k1", true, 1)]
    [InlineData("k1", "k1", true, 0)]
    [InlineData(null, "k1", false, 0)]
    [InlineData(null, null, true, 0)]
    public async Task Keys_of_which_none_is_active_are_warned_of_where_there_is_something_to_encrypt(string? active, string? key, bool isSensitive, int warnings)
    {
        await using var bench = new WorkerBench
        {
            Shared = options =>
            {
                if (key is not null) options.With(key);
                options.Encryption.ActiveKey = active;
            },
        };
        bench.Add(new TaskDefinition
        {
            Name = "Shop.Pay", SensitiveResult = isSensitive ? new SensitivePaths(SensitiveNode.Whole) : null, Decode = _ => throw new InvalidOperationException("never run"),
        });

        await bench.StartHostAsync(TestContext.Current.CancellationToken);

        Assert.Equal(warnings, bench.Lines.Count(line => line.EventId == 54 && line.Text.Contains("keys (k1)", StringComparison.Ordinal) && line.Text.Contains("'Shop.Pay'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("TypedTasks:Worker:Concurency", "Did you mean 'Concurrency'?")]
    [InlineData("TypedTasks:migrateAtStart", "Did you mean 'MigrateOnStart'?")]
    [InlineData("TypedTasks:Encryption:ActivKey", "Did you mean 'ActiveKey'?")]
    [InlineData("TypedTasks:Queues:email:Timout", "Did you mean 'Timeout'?")]
    [InlineData("TypedTasks:Worker:Colour", "There are: AbandonAfter, Concurrency, ")]
    [InlineData("TypedTasks:Lease", "There are: ")]
    public async Task A_setting_that_nobody_knows_is_warned_of_with_the_nearest_name(string key, string hint)
    {
        var lines = await StartAsync(new() { [key] = "7", ["TypedTasks:worker:LEASE"] = "00:00:30", ["TypedTasks:Worker:Queues:0"] = "email", ["TypedTasks:MaxPayloadBytes"] = "2000" });

        var warning = Assert.Single(lines, line => line.EventId == 51);
        Assert.Contains($"'{key}'", warning.Text, StringComparison.Ordinal);
        Assert.Contains(hint, warning.Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyCollection<LogLine>> StartAsync(Dictionary<string, string?> settings)
    {
        var log = new LogCollector();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.AddProvider(log))
            .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
            .BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            await service.StartingAsync(TestContext.Current.CancellationToken);
        return log.Lines;
    }
}
