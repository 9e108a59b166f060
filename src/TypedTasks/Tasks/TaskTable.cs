using System.Collections.Frozen;

using TypedTasks.Storage;

namespace TypedTasks.Tasks;

/// <summary>The tasks of one TypedTasks instance, by what is stored of them.</summary>
internal sealed class TaskTable
{
    private readonly FrozenDictionary<TaskContract, TaskDefinition> tasks;

    public TaskTable(IEnumerable<ITaskManifest> manifests)
    {
        var byContract = new Dictionary<TaskContract, TaskDefinition>();
        var owners = new Dictionary<TaskContract, TaskDefinition>();
        foreach (var task in manifests.SelectMany(manifest => manifest.Tasks))
        {
            foreach (var contract in task.Contracts)
            {
                byContract.TryAdd(contract, task.For(contract.Version));
                if (owners.TryAdd(contract, task) || ReferenceEquals(owners[contract], task)) continue;
                throw new InvalidOperationException(
                    $"Two tasks are stored under the name '{contract}', so a job of that name could run the wrong one. "
                    + "Give one of them another name: [QueueTask(Name = \"…\")], or take the name from the aliases of the other.");
            }
        }

        tasks = byContract.ToFrozenDictionary();
    }

    public IReadOnlyList<TaskContract> Contracts => tasks.Keys;

    /// <summary>How many tasks there are, whatever their versions and aliases.</summary>
    public int TaskCount => tasks.Values.Select(task => task.Name).Distinct().Count();

    public TaskDefinition? Find(TaskContract contract) => tasks.GetValueOrDefault(contract);

    public TaskDefinition this[TaskContract contract] => tasks[contract];

    /// <summary>Whether any task takes a transaction, and with it a connection for as long as it runs.</summary>
    public bool HasTransactions => tasks.Values.Any(task => task.Transaction is not null);

    public IEnumerable<string> DefaultQueues => tasks.Values.Select(task => task.Queue).Distinct();
}
