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

    [Theory]
    [InlineData("Lease", "30", "Write 00:00:30 if seconds are meant, or 30.00:00:00 if days are.")]
    [InlineData("PollInterval", "1", "Write 00:00:01 if seconds are meant")]
    [InlineData("Heartbeat", "90", "Write 00:01:30 if seconds are meant")]
    [InlineData("ShutdownGrace", " 20 ", "Write 00:00:20 if seconds are meant")]
    [InlineData("AbandonAfter", "1", "a number alone is read as days")]
    [InlineData("Retention", "-7", "Write -00:00:07")]
    [InlineData("Retention", "24:00:00", "Write 1.00:00:00 if hours are meant, or 24.00:00:00 if days are.")]
    [InlineData("Lease", "30s", "is no time. Write hours, minutes and seconds, such as 00:00:30")]
    public void A_time_that_NET_would_take_for_days_is_refused_with_what_to_write(string setting, string value, string hint)
    {
        using var services = Services(Configured(setting, value), _ => { });

        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>().Value);

        Assert.StartsWith($"TypedTasks:Worker:{setting} is '{value}', ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ShutdownGrace", "0", 0)]
    [InlineData("Retention", "7.00:00:00", 7 * 24)]
    [InlineData("Retention", "2:12:00:00", 60)]
    [InlineData("Retention", "23:00", 23)]
    public void A_time_that_says_what_it_means_is_taken(string setting, string value, int hours)
    {
        using var services = Services(Configured(setting, value), _ => { });

        var options = services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>().Value;

        Assert.Equal(TimeSpan.FromHours(hours), setting == "Retention" ? options.Retention : options.ShutdownGrace);
    }

    [Theory]
    [InlineData("Queues", "email,default", "TypedTasks:Worker:Queues:0, TypedTasks:Worker:Queues:1")]
    [InlineData("Queues:0", "email,default", "Give each queue an entry of its own")]
    [InlineData("Queues:0", "email ", "begins or ends with white space")]
    public void Several_queues_in_one_text_are_refused(string setting, string value, string hint)
    {
        using var services = Services(Configured(setting, value), _ => { });

        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>().Value);

        Assert.Contains($"'{value}'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_without_a_client_says_what_is_missing()
    {
        using var services = new ServiceCollection().AddTypedTasksWorker().BuildServiceProvider();

        var problem = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<TaskWorker>());

        Assert.Contains("needs AddTypedTasks(…)", problem.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Configured(string setting, string value)
        => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"TypedTasks:Worker:{setting}"] = value }).Build();

    private static ServiceProvider Services(IConfiguration configuration, Action<ITypedTasksWorkerBuilder> worker) => new ServiceCollection()
        .AddSingleton(configuration)
        .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
        .AddTypedTasksWorker(worker)
        .BuildServiceProvider();
}
