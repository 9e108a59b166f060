using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using TypedTasks.Testing;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Hosting;

public sealed class QueueOptionsTests
{
    [Fact]
    public void The_settings_of_a_queue_are_read_from_the_configuration()
    {
        var email = Options(new()
        {
            ["TypedTasks:Queues:email:MaxAttempts"] = "3",
            ["TypedTasks:Queues:email:Backoff"] = "Linear",
            ["TypedTasks:Queues:email:RetryDelay"] = "00:00:10",
            ["TypedTasks:Queues:email:Timeout"] = "00:01:00",
        }).Queues["email"];

        Assert.Equal((3, Backoff.Linear, TimeSpan.FromSeconds(10), null, TimeSpan.FromMinutes(1)), (email.MaxAttempts, email.Backoff, email.RetryDelay, email.MaxRetryDelay, email.Timeout));
    }

    [Theory]
    [InlineData("email:MaxAttempts", "0", "TypedTasks:Queues:email: MaxAttempts is 0")]
    [InlineData("email:Timeout", "-00:00:05", "Timeout is -00:00:05")]
    [InlineData("email:RetryDelay", "00:00:00", "retry delay is 00:00:00")]
    [InlineData("email:MaxRetryDelay", "00:00:01", "below the first one of 00:00:05")]
    [InlineData("email*:MaxAttempts", "1", "Name the queue")]
    public void What_is_out_of_bounds_is_refused_by_name(string key, string value, string message)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Options(new() { [$"TypedTasks:Queues:{key}"] = value }));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timeout")]
    [InlineData("RetryDelay")]
    [InlineData("MaxRetryDelay")]
    public void A_number_alone_is_refused_as_a_time(string setting)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Options(new() { [$"TypedTasks:Queues:email:{setting}"] = "30" }));

        Assert.Equal(
            $"TypedTasks:Queues:email:{setting} is '30', and a number alone is read as days. Write 00:00:30 if seconds are meant, or 30.00:00:00 if days are.",
            problem.Message);
    }

    [Fact]
    public void What_a_queue_leaves_out_is_the_task_s()
    {
        var queue = new TypedTasksQueueOptions { RetryDelay = TimeSpan.FromSeconds(1) };

        Assert.Equal(RetryPolicy.Linear(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), queue.Over(RetryPolicy.Linear(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1))));
    }

    private static TypedTasksOptions Options(Dictionary<string, string?> settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<TypedTasksOptions>>().Value;
    }
}
