using System.Data.Common;

namespace TypedTasks.Storage;

/// <summary>The transaction of one attempt. Disposing it rolls back what is not committed.</summary>
public interface IJobTransaction : IAsyncDisposable
{
    /// <summary>What the task is given.</summary>
    DbTransaction Transaction { get; }

    /// <summary>Writes the finish of the attempt into the transaction, fenced by the <see cref="AttemptId"/>.</summary>
    /// <param name="outcome">A success.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the attempt is no longer the running one: the transaction must not be committed.</returns>
    /// <exception cref="InvalidOperationException">The task has ended the transaction itself, so that its effects may stand although its job has not ended.</exception>
    /// <exception cref="StorageException">The transaction can't be committed any more; nothing of it will be. <see cref="StorageFault.Unavailable"/> if that is not the task's doing.</exception>
    ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Whether the task has committed the transaction itself, so that its effects stand although it failed.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StorageException">The storage can't tell now.</exception>
    ValueTask<bool> WasCommittedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether the storage, and not the task, has ended the transaction or keeps it from going on: its connection was lost, its disk is full.
    /// Nothing of it has happened then, and the attempt need not count. Never throws; asked before the transaction is disposed.
    /// </summary>
    /// <param name="problem">What the task or <see cref="FinishAsync"/> has thrown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<bool> WasLostAsync(Exception problem, CancellationToken cancellationToken);

    /// <summary>Commits. Whatever this throws, it may have taken effect: see <see cref="IJobTransactions.ReadOutcomeAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask CommitAsync(CancellationToken cancellationToken);
}
