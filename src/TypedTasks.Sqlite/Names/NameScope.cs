using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Names;

/// <summary>Looks names up, and numbers new ones, within one writing transaction. What it finds is published only after the commit.</summary>
internal sealed class NameScope(Connection connection, NameNumbers committed)
{
    private readonly Dictionary<string, int> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<TaskContract, int> _contracts = [];

    public int Queue(string name)
    {
        if (committed.Queues.TryGetValue(name, out var number) || _queues.TryGetValue(name, out number)) return number;
        return _queues[name] = FindQueue(name) ?? InternQueue(name);
    }

    public int Contract(TaskContract contract)
    {
        if (committed.Contracts.TryGetValue(contract, out var number) || _contracts.TryGetValue(contract, out number)) return number;
        return _contracts[contract] = FindContract(contract) ?? InternContract(contract);
    }

    /// <summary>Forgets what this transaction found, because part of it was undone.</summary>
    public void Forget()
    {
        _queues.Clear();
        _contracts.Clear();
    }

    /// <summary>Makes the numbers known; only after the commit.</summary>
    public void Publish()
    {
        foreach (var (name, number) in _queues) committed.Queues.TryAdd(name, number);
        foreach (var (contract, number) in _contracts) committed.Contracts.TryAdd(contract, number);
    }

    private int? FindQueue(string name)
    {
        using var statement = connection.Prepare("queues/find_queues").Bind("name", name);
        return statement.Read() ? statement.Int(0) : null;
    }

    private int InternQueue(string name)
    {
        connection.Prepare("queues/intern_queues").Bind("name", name).Run();
        return (int)connection.LastId;
    }

    private int? FindContract(TaskContract contract)
    {
        using var statement = connection.Prepare("contracts/find_contracts").Bind("task_name", contract.TaskName).Bind("version", contract.Version);
        return statement.Read() ? statement.Int(0) : null;
    }

    private int InternContract(TaskContract contract)
    {
        connection.Prepare("contracts/intern_contracts").Bind("task_name", contract.TaskName).Bind("version", contract.Version).Run();
        return (int)connection.LastId;
    }
}
