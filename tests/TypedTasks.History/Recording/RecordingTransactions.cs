using System.Data.Common;
using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Recording;

/// <summary>Writes down the finishes that are part of a task's own transaction.</summary>
internal sealed class RecordingTransactions(IJobTransactions transactions, IEventLog log) : IJobTransactions
{
    public Type TransactionType => transactions.TransactionType;

    public async ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken)
        => new Recorded(await transactions.BeginAsync(attempt, mostIdle, alone, cancellationToken), attempt, log);

    public bool IsConflict(Exception problem) => transactions.IsConflict(problem);

    public ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken) => transactions.ReadOutcomeAsync(attempt, cancellationToken);

    private sealed class Recorded(IJobTransaction transaction, AttemptId attempt, IEventLog log) : IJobTransaction
    {
        private long _asked;

        public DbTransaction Transaction => transaction.Transaction;

        public async ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
        {
            _asked = IEventLog.Now;
            Write(EventKind.FinishAsked);
            var isRunning = await transaction.FinishAsync(outcome, cancellationToken);
            if (!isRunning) Write(EventKind.FinishLate);
            return isRunning;
        }

        public ValueTask<bool> WasCommittedAsync(CancellationToken cancellationToken) => transaction.WasCommittedAsync(cancellationToken);

        public ValueTask<bool> WasLostAsync(Exception problem, CancellationToken cancellationToken) => transaction.WasLostAsync(problem, cancellationToken);

        public async ValueTask CommitAsync(CancellationToken cancellationToken)
        {
            try
            {
                await transaction.CommitAsync(cancellationToken);
                Write(EventKind.FinishAccepted);
            }
            catch (Exception)
            {
                Write(EventKind.FinishUnknown);
                throw;
            }
        }

        public ValueTask DisposeAsync() => transaction.DisposeAsync();

        private void Write(EventKind kind)
            => log.Write(new HistoryEvent { Kind = kind, AskedAt = _asked, Job = attempt.JobId, Claims = attempt.Claims, Outcome = OutcomeKind.Succeeded });
    }
}
