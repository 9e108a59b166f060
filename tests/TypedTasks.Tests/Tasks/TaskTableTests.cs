using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Tasks;

namespace TypedTasks.Tests.Tasks;

public sealed class TaskTableTests
{
    [Fact]
    public void Two_tasks_of_one_name_are_refused_when_they_are_added()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddTypedTasks(tasks => tasks
            .AddManifest(new FirstManifest())
            .AddManifest(new SecondManifest())));

        Assert.Contains("Two tasks are stored under the name 'Shop.SendReceipt'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("[QueueTask(Name", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_one_manifest_twice_is_harmless()
        => new ServiceCollection().AddTypedTasks(tasks => tasks.AddManifest(new FirstManifest()).AddManifest(new FirstManifest()));

    [Fact]
    public void A_task_of_several_names_is_counted_once()
    {
        var table = new TaskTable([new RenamedManifest()]);

        Assert.Equal((2, 1), (table.Contracts.Count, table.TaskCount));
    }

    [Fact]
    public void Without_a_storage_it_says_how_to_choose_one()
    {
        using var services = new ServiceCollection().AddTypedTasks(tasks => tasks.AddManifest(new FirstManifest())).BuildServiceProvider();

        var problem = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<ITaskClient>());

        Assert.Contains(".UseSqlite(", problem.Message, StringComparison.Ordinal);
    }

    private static TaskDefinition Task() => new() { Name = "Shop.SendReceipt", Decode = _ => throw new InvalidOperationException("never decoded here") };

    private sealed class FirstManifest : ITaskManifest
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [Task()];
    }

    private sealed class SecondManifest : ITaskManifest
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [Task()];
    }

    private sealed class RenamedManifest : ITaskManifest
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [Task() with { Aliases = ["Shop.Receipt"] }];
    }
}
