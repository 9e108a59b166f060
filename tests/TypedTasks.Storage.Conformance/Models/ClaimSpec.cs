namespace TypedTasks.Storage.Conformance.Models;

/// <summary>Which jobs a worker wants.</summary>
/// <param name="Worker">Of those there ever were.</param>
/// <param name="FirstQueue">The most preferred queue, from 0 to 2; the others follow.</param>
/// <param name="QueueCount">How many queues, from 1 to 3.</param>
/// <param name="Limit">From 1.</param>
/// <param name="IsThorough">Whether it must see every job.</param>
/// <param name="KnowsNew">Whether it knows the new task.</param>
/// <param name="Kind">Ready jobs, or a suspect.</param>
/// <param name="FreeSlots">How many could start at once.</param>
internal sealed record ClaimSpec(int Worker, int FirstQueue, int QueueCount, int Limit, bool IsThorough, bool KnowsNew, ClaimKind Kind, int FreeSlots)
{
    public ClaimRequest ToRequest(ModelRun run, int worker) => new()
    {
        WorkerId = worker,
        Queues = [.. Enumerable.Range(FirstQueue, QueueCount).Select(queue => run.Queues[queue % run.Queues.Length])],
        Contracts = KnowsNew ? run.Contracts : [run.Contracts[0]],
        Limit = Limit,
        Thorough = IsThorough,
        Kind = Kind,
        FreeSlots = FreeSlots,
    };
}
