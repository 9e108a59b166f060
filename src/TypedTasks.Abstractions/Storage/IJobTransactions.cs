namespace TypedTasks.Storage;

/// <summary>Opens the transactions in which tasks do database work exactly once: their effects and their finish are committed together.</summary>
public interface IJobTransactions
{
    /// <summary>The type of the transactions; a task that takes another can't run on this storage.</summary>
    Type TransactionType { get; }

    /// <summary>Begins the transaction of an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="mostIdle">
    /// How long the database waits at most for the next statement before it rolls back: the lease. A worker that died without
    /// the database noticing holds nothing longer than that.
    /// </param>
    /// <param name="alone">Whether the right to write is taken at once, after a conflict (<see cref="IsConflict"/>). Storages without such conflicts take no notice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken);

    /// <summary>Whether a task failed only because others wrote after its transaction had read, so that it can succeed at once if it takes the right to write first.</summary>
    /// <param name="problem">What was thrown, by the task or by a method of its transaction.</param>
    bool IsConflict(Exception problem);

    /// <summary>
    /// Finds out what came of a commit whose answer was lost. Waits, as long as a statement may take, for a transaction that is still being committed:
    /// what it says is certain.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken);
}
