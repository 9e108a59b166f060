using TypedTasks.Storage;

namespace TypedTasks.Tests.Memory;

/// <summary>The transactions of <see cref="MemoryStorage"/>.</summary>
internal sealed class MemoryTransactions(MemoryStorage storage) : IJobTransactions
{
    private readonly Lock gate = new();
    private readonly List<string> effects = [];
    private readonly List<bool> begun = [];

    /// <summary>What tasks did and was committed.</summary>
    public IReadOnlyList<string> Effects
    {
        get
        {
            lock (gate) return [.. effects];
        }
    }

    /// <summary>Whether each transaction, in the order in which they began, was to be alone.</summary>
    public IReadOnlyList<bool> Begun
    {
        get
        {
            lock (gate) return [.. begun];
        }
    }

    public Type TransactionType => typeof(MemoryTransaction);

    public ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken)
        => storage.Call("Begin", () =>
        {
            lock (gate) begun.Add(alone);
            return ValueTask.FromResult<IJobTransaction>(new MemoryTransaction(storage, attempt, Apply));
        });

    public bool IsConflict(Exception problem) => problem.Message == "conflict";

    public ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken)
        => storage.Call("ReadOutcome", () => ValueTask.FromResult(storage.OutcomeOf(attempt)));

    private void Apply(IEnumerable<string> done)
    {
        lock (gate) effects.AddRange(done);
    }
}
