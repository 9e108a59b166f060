using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Names;

/// <summary>
/// Looks names up, and numbers new ones, within one writing transaction. Nothing is remembered beyond it:
/// looking up takes microseconds, and a file that is put back to an older copy may number its names anew.
/// </summary>
internal sealed class NameScope(Connection connection)
{
    private readonly Dictionary<string, int> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<TaskContract, int> _contracts = [];

    public int Queue(string name)
    {
        if (_queues.TryGetValue(name, out var number)) return number;
        return _queues[name] = FindQueue(name) ?? InternQueue(name);
    }

    public int Contract(TaskContract contract)
    {
        if (_contracts.TryGetValue(contract, out var number)) return number;
        return _contracts[contract] = FindContract(contract) ?? InternContract(contract);
    }

    /// <summary>Forgets what this transaction found, because part of it was undone.</summary>
    public void Forget()
    {
        _queues.Clear();
        _contracts.Clear();
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
