using System.Data;
using System.Data.Common;

using TypedTasks.Storage;

namespace TypedTasks.Tests.Memory;

/// <summary>A transaction in memory: effects are texts.</summary>
internal sealed class MemoryTransaction(MemoryStorage storage, AttemptId attempt, Action<IEnumerable<string>> apply) : DbTransaction, IJobTransaction
{
    private AttemptOutcome? finish;
    private bool committedByTask;

    public List<string> Effects { get; } = [];

    public DbTransaction Transaction => this;

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection? DbConnection => null;

    public ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
        => storage.Call("FinishIn", () =>
        {
            finish = outcome;
            return ValueTask.FromResult(storage.OutcomeOf(attempt) == CommitOutcome.RolledBack);
        });

    ValueTask IJobTransaction.CommitAsync(CancellationToken cancellationToken)
        => storage.Call("Commit", () =>
        {
            storage.WriteCommitted(finish ?? throw new InvalidOperationException("Committed before the finish was written."));
            apply(Effects);
            return ValueTask.CompletedTask;
        });

    public ValueTask<bool> WasCommittedAsync(CancellationToken cancellationToken)
        => storage.Call("WasCommitted", () => ValueTask.FromResult(committedByTask));

    /// <summary>Set by tests: the connection was lost, which no call tells.</summary>
    public bool IsLost { get; set; }

    public ValueTask<bool> WasLostAsync(Exception problem, CancellationToken cancellationToken) => ValueTask.FromResult(IsLost);

    public override void Commit()
    {
        apply(Effects);
        committedByTask = true;
    }

    public override void Rollback() => throw new InvalidOperationException("The worker ends the transaction.");
}
