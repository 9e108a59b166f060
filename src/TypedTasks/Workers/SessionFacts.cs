using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Workers;

/// <summary>What the jobs of one worker session share.</summary>
internal sealed class SessionFacts(
    int workerId, string workerName, FrozenDictionary<int, (string StoredName, TaskDefinition Definition)> tasks, IServiceScopeFactory scopes,
    IDictionary<string, TypedTasksQueueOptions> queueSettings)
{
    private readonly ConcurrentDictionary<int, string> queues = new();

    public int WorkerId => workerId;

    public string WorkerName => workerName;

    public IServiceScopeFactory Scopes => scopes;

    /// <summary>The queues that the worker and its tasks name.</summary>
    public IReadOnlyList<string> OwnQueues { get; init; } = [];

    /// <summary>The numbers of the task versions this worker knows.</summary>
    public IReadOnlyList<int> Contracts => tasks.Keys;

    public TaskDefinition? FindTask(int contract) => tasks.GetValueOrDefault(contract).Definition;

    /// <summary>The name that jobs of a known contract are stored under: the task's, or one of its aliases.</summary>
    public string StoredName(int contract) => tasks[contract].StoredName;

    public void NameQueue(int number, string name) => queues[number] = name;

    /// <summary>What the configuration says of a queue; null if nothing.</summary>
    public TypedTasksQueueOptions? SettingsOf(int queue)
        => queueSettings.Count > 0 && queueSettings.TryGetValue(QueueName(queue), out var settings) ? settings : null;

    public string QueueName(int number)
        => queues.TryGetValue(number, out var name) ? name : number.ToString(CultureInfo.InvariantCulture);
}
