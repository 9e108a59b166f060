using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Runs attempts whose effects and finish are one transaction: begin, run, finish, commit. What a lost answer leaves open is asked for.</summary>
/// <param name="transactions">Of the storage that holds the jobs.</param>
/// <param name="judge">Decides what comes after a rollback.</param>
/// <param name="mostIdle">How long the database lets a transaction wait for its next statement: the lease.</param>
/// <param name="lost">Bounds how often a job is given back because the storage lost its transaction.</param>
/// <param name="outage">Spaces and reports what the storage can't do.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ExactlyOnce(IJobTransactions transactions, AttemptJudge judge, TimeSpan mostIdle, LostTransactions lost, Outage outage, TimeProvider time, ILogger logger)
{
    /// <param name="job">The job.</param>
    /// <param name="invoke">Calls the task, and ends its scope.</param>
    /// <returns>How the attempt ended; null if there is nothing left to write, because it was committed or is no longer the running one.</returns>
    public async ValueTask<AttemptOutcome?> RunAsync(HeldJob job, Func<ValueTask<Invocation>> invoke)
    {
        // What may run at most once can't be run again after a conflict: it avoids one.
        var attempt = await TryAsync(job, invoke, alone: job.Job.AtMostOnce).ConfigureAwait(false);
        if (attempt.MustBeAlone)
        {
            Log.RunsAlone(logger, job.JobId, job.TaskName);
            job.StartOver();
            attempt = await TryAsync(job, invoke, alone: true).ConfigureAwait(false);
        }

        if (attempt.LostCommit is { } answer) return await LookUpAsync(job, answer).ConfigureAwait(false);
        if (attempt.IsCommitted) Succeeded(job);
        return attempt.Outcome;
    }

    private void Succeeded(HeldJob job)
    {
        lost.Forget(job.JobId);
        Log.Succeeded(logger, job.JobId, job.TaskName, job.Attempt, time.GetElapsedTime(job.StartedAt).TotalMilliseconds);
    }

    private async ValueTask<Tried> TryAsync(HeldJob job, Func<ValueTask<Invocation>> invoke, bool alone)
    {
        IJobTransaction? begun;
        try
        {
            begun = await BeginAsync(job, alone).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            return new Tried { Outcome = NotBegun(job, problem) };
        }

        // Stopped while the storage was away.
        if (begun is null) return new Tried { Outcome = NotBegun(job, new OperationCanceledException()) };

        try
        {
            return await RunAsync(job, begun, invoke, alone).ConfigureAwait(false);
        }
        finally
        {
            await RollBackAsync(job, begun).ConfigureAwait(false);
        }
    }

    // The time was spent waiting for the storage, or for a connection that other tasks held.
    private AttemptOutcome? NotBegun(HeldJob job, Exception problem)
    {
        if (problem is OperationCanceledException && job.StopReason == StopReason.Canceled && judge.StoppedBeforeStart(job, out var canceled)) return canceled;
        if (problem is not OperationCanceledException || job.StopReason is not (StopReason.Timeout or StopReason.Shutdown)) return judge.Judge(job, problem);
        Log.NotBegun(logger, job.JobId, job.TaskName, job.StopReason);
        return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Released };
    }

    private async ValueTask<IJobTransaction?> BeginAsync(HeldJob job, bool alone)
    {
        for (var streak = 1; job.StopReason == StopReason.None; streak++)
        {
            try
            {
                return await transactions.BeginAsync(job.Id, mostIdle, alone, job.CancellationToken).ConfigureAwait(false);
            }
            catch (StorageException problem)
            {
                // The task has not begun: an outage is not charged to it, nor is a password that was changed.
                await outage.PauseAsync("beginning a transaction", problem, streak, job.CancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async ValueTask<Tried> RunAsync(HeldJob job, IJobTransaction begun, Func<ValueTask<Invocation>> invoke, bool alone)
    {
        job.Use(begun.Transaction);
        var invocation = await invoke().ConfigureAwait(false);
        if (job.IsAbandoned) return default;
        if (invocation.Problem is { } problem) return await FailedAsync(job, begun, problem, isLost: false, alone).ConfigureAwait(false);
        if (invocation.Outcome is not { Kind: OutcomeKind.Succeeded } success) return new Tried { Outcome = invocation.Outcome };

        try
        {
            if (!await begun.FinishAsync(success, CancellationToken.None).ConfigureAwait(false))
            {
                Log.Late(logger, job.JobId, job.Id.Claims);
                return default;
            }
        }
        catch (Exception refusal)
        {
            if (IsFinal(refusal)) return Final(job, refusal, refusal.Message);
            return await FailedAsync(job, begun, refusal, isLost: IsAway(refusal), alone).ConfigureAwait(false);
        }

        return await CommitAsync(begun).ConfigureAwait(false);
    }

    private static async ValueTask<Tried> CommitAsync(IJobTransaction begun)
    {
        try
        {
            await begun.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return new Tried { IsCommitted = true };
        }
        catch (Exception answer)
        {
            return new Tried { LostCommit = answer };
        }
    }

    /// <summary>What to do after the task, or its finish, failed: nothing that the task has committed itself may be repeated.</summary>
    private async ValueTask<Tried> FailedAsync(HeldJob job, IJobTransaction begun, Exception problem, bool isLost, bool alone)
    {
        var committed = await AskAsync(job, "looking up whether a task has committed", () => begun.WasCommittedAsync(CancellationToken.None)).ConfigureAwait(false);
        if (committed is null) return default;
        if (committed is true) return Final(job, problem, CommittedByTask(job, problem));
        if (!alone && job.StopReason == StopReason.None && transactions.IsConflict(problem)) return new Tried { MustBeAlone = true };
        var mayBeLost = !AttemptJudge.IsDecided(job, problem);
        return new Tried { Outcome = RolledBack(job, problem, mayBeLost && (isLost || await begun.WasLostAsync(problem, CancellationToken.None).ConfigureAwait(false))) };
    }

    private static string CommittedByTask(HeldJob job, Exception problem)
        => $"The transaction of job {job.JobId} was committed by its task, which failed then ({AttemptErrors.Summary(problem, job.Mask)}), so its effects stand and it is not tried again. "
            + "The worker commits, together with the end of the job: leave the transaction open.";

    private Tried Final(HeldJob job, Exception problem, string reason)
    {
        Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(problem, job.Mask));
        return new Tried { Outcome = AttemptJudge.Failed(job, problem, reason) };
    }

    /// <summary>Nothing of the attempt has happened. If that is the storage's doing, it does not count, unless its end is decided already or that happens again and again.</summary>
    private AttemptOutcome? RolledBack(HeldJob job, Exception problem, bool isLost)
    {
        if (!isLost) lost.Forget(job.JobId);
        if (!isLost || AttemptJudge.IsDecided(job, problem)) return judge.Judge(job, problem);
        if (lost.PauseAfter(job.JobId) is { } pause) return GivenBack(job, problem, pause);

        Log.LostTooOften(logger, job.JobId, job.TaskName, LostTransactions.MostInARow);
        return judge.Judge(job, problem);
    }

    private AttemptOutcome GivenBack(HeldJob job, Exception problem, TimeSpan pause)
    {
        var summary = AttemptErrors.Summary(problem, job.Mask);
        if (lost.ShouldTell()) Log.TransactionsLost(logger, job.JobId, job.TaskName, pause, summary);
        else Log.TransactionLost(logger, job.JobId, job.TaskName, pause, summary);
        return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Snoozed, Delay = pause };
    }

    private static bool IsAway(Exception problem) => problem is StorageException { Fault: StorageFault.Unavailable };

    // The storage will not take this outcome, or the task has ended the transaction itself, so that its effects may stand: neither gets better by another attempt.
    private static bool IsFinal(Exception problem) => problem is InvalidOperationException or StorageException { Fault: StorageFault.Refused };

    private async ValueTask<AttemptOutcome?> LookUpAsync(HeldJob job, Exception answer)
    {
        Log.CommitUnknown(logger, job.JobId, job.TaskName, job.Mask.Apply(answer.Message));
        var outcome = await AskAsync(job, "looking up what came of a commit", () => transactions.ReadOutcomeAsync(job.Id, CancellationToken.None)).ConfigureAwait(false);
        return outcome is { } known ? Settled(job, answer, known) : null;
    }

    /// <summary>Asks until the answer is certain: a retry must not repeat what was committed.</summary>
    /// <returns>The answer; null from a worker that stops, which leaves it to the fence of whoever comes next.</returns>
    private async ValueTask<TAnswer?> AskAsync<TAnswer>(HeldJob job, string activity, Func<ValueTask<TAnswer>> ask)
        where TAnswer : struct
    {
        for (var streak = 1; ; streak++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                if (job.IsAbandoned || job.StopReason is StopReason.Shutdown or StopReason.LeaseLost) return null;
                await outage.PauseAsync(activity, problem, streak, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private AttemptOutcome? Settled(HeldJob job, Exception answer, CommitOutcome outcome)
    {
        switch (outcome)
        {
            case CommitOutcome.Committed:
                Log.CommitFound(logger, job.JobId, job.TaskName);
                Succeeded(job);
                return null;
            case CommitOutcome.RolledBack:
                return RolledBack(job, answer, IsAway(answer));
            default:
                Log.Late(logger, job.JobId, job.Id.Claims);
                return null;
        }
    }

    private async ValueTask RollBackAsync(HeldJob job, IJobTransaction begun)
    {
        try
        {
            await begun.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            // The database rolls back by itself what has lost its connection; what is committed stays so.
            Log.NotRolledBack(logger, job.JobId, job.TaskName, AttemptErrors.Loggable(problem, job.Mask));
        }
    }

    /// <summary>What came of one run of the task in a transaction of its own.</summary>
    private readonly record struct Tried
    {
        public AttemptOutcome? Outcome { get; init; }

        public bool MustBeAlone { get; init; }

        public bool IsCommitted { get; init; }

        public Exception? LostCommit { get; init; }
    }
}
