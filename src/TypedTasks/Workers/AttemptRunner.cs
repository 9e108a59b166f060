using Microsoft.Extensions.Logging;

using TypedTasks.Secrets;
using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>One attempt, top to bottom: known, wanted, in time, decoded, run, judged. A task that takes a transaction runs and ends in one.</summary>
internal sealed class AttemptRunner(
    IWorkerStore workers, AttemptJudge judge, ExactlyOnce exactlyOnce, SensitiveData sensitive, PoolRoom room, MemoryShortage memory, TimeProvider time, int maxResultBytes, ILogger logger)
{
    private readonly HashSet<int> reportedContracts = [];

    /// <returns>How the attempt ended; null if it is written already, or nobody may write it any more because the lease was lost.</returns>
    public async ValueTask<AttemptOutcome?> RunAsync(HeldJob job)
    {
        if (job.Definition is null) return await ParkAsync(job).ConfigureAwait(false);
        if (judge.StoppedBeforeStart(job, out var unstarted)) return unstarted;
        if (judge.PastDeadline(job) is { } tooLate) return tooLate;

        TaskCall call;
        try
        {
            call = job.Decode(sensitive);
        }
        catch (Exception problem)
        {
            memory.Look(job, problem);
            return Undecodable(job, problem);
        }

        return job.Definition.Transaction is null
            ? Judged(job, await InvokeAsync(job, call).ConfigureAwait(false))
            : await exactlyOnce.RunAsync(job, () => InvokeAsync(job, call)).ConfigureAwait(false);
    }

    /// <summary>How the attempt of a job ends whose task, or what disposes its services, ignores that it should stop.</summary>
    public AttemptOutcome? GiveUp(HeldJob job)
    {
        if (job.Returned is not { } outcome) return judge.Abandoned(job);
        Log.ScopeAbandoned(logger, job.JobId, job.TaskName);
        return outcome;
    }

    private async ValueTask<Invocation> InvokeAsync(HeldJob job, TaskCall call)
    {
        Invocation invocation;
        try
        {
            var result = await Call(job, call).ConfigureAwait(false);
            invocation = new Invocation(result?.Length > maxResultBytes ? ResultTooLarge(job, result.Length) : Succeeded(job, result), null);
        }
        catch (InvalidPayloadException unfit) when (unfit.IsResult)
        {
            invocation = new Invocation(ResultUnfit(job, unfit), null);
        }
        catch (Exception problem)
        {
            memory.Look(job, problem);
            invocation = new Invocation(null, problem);
        }

        // In a transaction nothing has succeeded before the commit.
        if (job.Definition!.Transaction is null) job.Returned = invocation.Outcome; // not null: parked otherwise
        await DisposeAsync(job).ConfigureAwait(false);

        // How the attempt of an abandoned task ended was decided without it. The scope lived until now.
        if (job.IsAbandoned) Log.AbandonedReturned(logger, job.JobId, job.TaskName, time.GetElapsedTime(job.StartedAt));
        return invocation;
    }

    private ValueTask<byte[]?> Call(HeldJob job, TaskCall call)
    {
        try
        {
            return call(job);
        }
        finally
        {
            room.Returned(job);
        }
    }

    private AttemptOutcome? Judged(HeldJob job, Invocation invocation)
    {
        if (job.IsAbandoned) return null;
        if (invocation.Problem is { } problem) return judge.Judge(job, problem);
        if (invocation.Outcome is { Kind: OutcomeKind.Succeeded }) Log.Succeeded(logger, job.JobId, job.TaskName, job.Attempt, time.GetElapsedTime(job.StartedAt).TotalMilliseconds);
        return invocation.Outcome;
    }

    private AttemptOutcome Succeeded(HeldJob job, byte[]? result)
    {
        byte[]? stored;
        try
        {
            stored = sensitive.ProtectResult(job.Definition!, job.StoredName, result); // not null: parked otherwise
        }
        catch (InvalidPayloadException problem)
        {
            return ResultUnfit(job, problem);
        }

        return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Succeeded, Result = stored };
    }

    /// <summary>A service that can't be disposed changes nothing about what the task did: a finished job must not run again for it.</summary>
    private async ValueTask DisposeAsync(HeldJob job)
    {
        try
        {
            await job.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            Log.ScopeNotDisposed(logger, job.JobId, job.TaskName, AttemptErrors.Loggable(problem, job.Mask));
        }
    }

    private AttemptOutcome Undecodable(HeldJob job, Exception problem)
    {
        Log.Undecodable(logger, job.JobId, job.TaskName, AttemptErrors.Loggable(problem, job.Mask));
        return AttemptJudge.Failed(job, problem, $"the payload can't be read, and trying again would not help: {AttemptErrors.Summary(problem, job.Mask)}");
    }

    private AttemptOutcome ResultTooLarge(HeldJob job, int bytes) => ResultUnfit(job, new InvalidPayloadException(
        $"The result of task '{job.TaskName}' has {bytes:N0} bytes; at most {maxResultBytes:N0} are allowed. Store it elsewhere and return its identifier."));

    private AttemptOutcome ResultUnfit(HeldJob job, InvalidPayloadException problem)
    {
        Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, problem);
        return AttemptJudge.Failed(job, problem, problem.Message);
    }

    private async ValueTask<AttemptOutcome> ParkAsync(HeldJob job)
    {
        await ReportUnknownAsync(job.Job.Contract).ConfigureAwait(false);
        return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Parked };
    }

    private async ValueTask ReportUnknownAsync(int contract)
    {
        lock (reportedContracts)
        {
            if (!reportedContracts.Add(contract)) return;
        }

        try
        {
            Log.UnknownTask(logger, await workers.ReadContractAsync(contract, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // The name is only for the log; the next such job asks again.
            lock (reportedContracts) reportedContracts.Remove(contract);
        }
    }
}
