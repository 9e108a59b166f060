using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>The numbers for one call: those remembered by the process, and those only valid inside the caller's transaction.</summary>
internal sealed class NumberedNames(
    IReadOnlyDictionary<string, int> queues, IReadOnlyDictionary<TaskContract, int> contracts, FoundNames? found = null)
{
    public int Queue(string name) => queues.TryGetValue(name, out var number) ? number : found!.Queues.Find(entry => entry.Name == name).Number; // ! a name not remembered was looked up

    public int Contract(TaskContract contract)
        => contracts.TryGetValue(contract, out var number) ? number : found!.Contracts.Find(entry => entry.Contract == contract).Number; // ! as above
}
