using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using TypedTasks.Testing;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Hosting;

public sealed class WorkerOptionsTests
{
    public static TheoryData<Action<TypedTasksWorkerOptions>, string> Refused => new()
    {
        { options => options.Concurrency = 0, "Concurrency is 0" },
        { options => options.MaxPrefetch = -1, "MaxPrefetch is -1" },
        { options => options.PollInterval = TimeSpan.Zero, "PollInterval is 00:00:00" },
        { options => options.Heartbeat = TimeSpan.FromMilliseconds(1), "Heartbeat is" },
        { options => options.Lease = TimeSpan.FromSeconds(5), "at least three heartbeats" },
        { options => options.ShutdownGrace = TimeSpan.FromSeconds(-1), "ShutdownGrace is" },
        { options => options.ShutdownGrace = TimeSpan.MaxValue, "ShutdownGrace is" },
        { options => options.Lease = TimeSpan.FromDays(100), "Lease is" },
        { options => options.CrashBudget = 0, "CrashBudget is 0" },
        { options => options.Retention = TimeSpan.Zero, "Retention is" },
        { options => options.Queues.Add("a*b"), "has '*' in the middle" },
        { options => options.Queues.Add("a\0b"), "can't be stored" },
        { options => options.Queues.Add("a\ud800"), "can't be stored" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_out_of_bounds_is_refused_by_name(Action<TypedTasksWorkerOptions> configure, string message)
    {
        using var services = Services(new ConfigurationBuilder().Build(), worker => worker.Configure(configure));

        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>().Value);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_section_is_read_and_code_wins_over_it()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TypedTasks:Worker:Concurrency"] = "3",
            ["TypedTasks:Worker:Lease"] = "00:01:00",
            ["TypedTasks:Worker:Queues:0"] = "reports",
        }).Build();
        using var services = Services(configuration, worker => worker.Queues("email", "default"));

        var options = services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>().Value;

        Assert.Equal(3, options.Concurrency);
        Assert.Equal(TimeSpan.FromMinutes(1), options.Lease);
        Assert.Equal(["email", "default"], options.Queues);
    }

    [Fact]
    public void A_worker_without_a_client_says_what_is_missing()
    {
        using var services = new ServiceCollection().AddTypedTasksWorker().BuildServiceProvider();

        var problem = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<TaskWorker>());

        Assert.Contains("needs AddTypedTasks(…)", problem.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(IConfiguration configuration, Action<ITypedTasksWorkerBuilder> worker) => new ServiceCollection()
        .AddSingleton(configuration)
        .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
        .AddTypedTasksWorker(worker)
        .BuildServiceProvider();
}
