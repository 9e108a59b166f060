using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>The numbers for one call: those remembered by the process, and those only valid inside the caller's transaction.</summary>
internal sealed class NumberedNames(
    IReadOnlyDictionary<string, NameNumber> queues, IReadOnlyDictionary<TaskContract, NameNumber> contracts, FoundNames? found = null)
{
    /// <summary>Those to store again along with the jobs; null if there are none.</summary>
    public DoubtfulNames? Doubtful { get; init; }

    public int Queue(string name) => queues.TryGetValue(name, out var remembered) ? remembered.Number : found!.Queues.Find(entry => entry.Name == name).Number; // ! a name not remembered was looked up

    public int Contract(TaskContract contract)
        => contracts.TryGetValue(contract, out var remembered) ? remembered.Number : found!.Contracts.Find(entry => entry.Contract == contract).Number; // ! as above
}
