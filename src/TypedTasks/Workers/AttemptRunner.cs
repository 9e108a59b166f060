using Microsoft.Extensions.Logging;

using TypedTasks.Retries;
using TypedTasks.Secrets;
using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>One attempt, top to bottom: decode, invoke, decide.</summary>
internal sealed class AttemptRunner(IWorkerStore workers, SensitiveData sensitive, TimeProvider time, Random chance, int maxResultBytes, ILogger logger)
{
    private readonly HashSet<int> reportedContracts = [];

    /// <returns>How the attempt ended; null if nobody may write it any more because the lease was lost.</returns>
    public async ValueTask<AttemptOutcome?> RunAsync(HeldJob job)
    {
        if (job.Definition is null) return await ParkAsync(job).ConfigureAwait(false);

        TaskCall call;
        try
        {
            call = job.Definition.Decode(sensitive.UnprotectPayload(job.Definition, job.Job.Payload));
        }
        catch (Exception problem)
        {
            return Undecodable(job, problem);
        }

        return await InvokeAsync(job, call).ConfigureAwait(false);
    }

    private async ValueTask<AttemptOutcome?> InvokeAsync(HeldJob job, TaskCall call)
    {
        var started = time.GetTimestamp();
        byte[]? result;
        try
        {
            result = await call(job).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            await DisposeAsync(job).ConfigureAwait(false);
            return Decide(job, problem);
        }

        await DisposeAsync(job).ConfigureAwait(false);
        if (result?.Length > maxResultBytes) return ResultTooLarge(job, result.Length);
        return Succeeded(job, result, started);
    }

    private AttemptOutcome Succeeded(HeldJob job, byte[]? result, long started)
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

        Log.Succeeded(logger, job.JobId, job.TaskName, job.Attempt, time.GetElapsedTime(started).TotalMilliseconds);
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
            Log.ScopeNotDisposed(logger, job.JobId, job.TaskName, problem);
        }
    }

    private AttemptOutcome? Decide(HeldJob job, Exception problem)
    {
        if (problem is OperationCanceledException && job.StopReason != StopReason.None) return Stopped(job);
        if (Asked(job, problem) is { } asked) return asked;

        if (job.Attempt >= job.MaxAttempts)
        {
            Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(problem));
            return Failed(job, problem, $"attempt {job.Attempt} of {job.MaxAttempts} failed: {AttemptErrors.Summary(problem)}");
        }

        Log.AttemptFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(problem));
        return new AttemptOutcome
        {
            Attempt = job.Id,
            Kind = OutcomeKind.Retry,
            Delay = ExponentialBackoff.After(job.Definition!.RetryDelay, job.Attempt, NextChance()), // not null: parked otherwise
            Error = AttemptErrors.From(problem, job.Attempt),
        };
    }

    /// <summary>What the task itself decided, if it did.</summary>
    private AttemptOutcome? Asked(HeldJob job, Exception problem)
    {
        switch (problem)
        {
            case SnoozeJobException snooze:
                Log.Snoozed(logger, job.JobId, job.TaskName, snooze.Delay);
                return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Snoozed, Delay = snooze.Delay };
            case CancelJobException cancel:
                Log.CanceledItself(logger, job.JobId, job.TaskName, cancel.Message);
                return new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Canceled, Reason = AttemptErrors.Cut(cancel.Message, 4_000) };
            case FailJobException fail:
                Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, AttemptErrors.Loggable(fail));
                return Failed(job, fail, fail.Message);
            default:
                return null;
        }
    }

    private AttemptOutcome? Stopped(HeldJob job)
    {
        Log.Stopped(logger, job.JobId, job.TaskName, job.StopReason);
        return job.StopReason switch
        {
            StopReason.Canceled => new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Canceled, Reason = "canceled on request" },
            StopReason.Shutdown => new AttemptOutcome { Attempt = job.Id, Kind = OutcomeKind.Released },
            _ => null,
        };
    }

    private AttemptOutcome Undecodable(HeldJob job, Exception problem)
    {
        Log.Undecodable(logger, job.JobId, job.TaskName, problem);
        return Failed(job, problem, $"the payload can't be read, and trying again would not help: {AttemptErrors.Summary(problem)}");
    }

    private AttemptOutcome ResultTooLarge(HeldJob job, int bytes) => ResultUnfit(job, new InvalidPayloadException(
        $"The result of task '{job.TaskName}' has {bytes:N0} bytes; at most {maxResultBytes:N0} are allowed. Store it elsewhere and return its identifier."));

    private AttemptOutcome ResultUnfit(HeldJob job, InvalidPayloadException problem)
    {
        Log.JobFailed(logger, job.JobId, job.TaskName, job.Attempt, job.MaxAttempts, problem);
        return Failed(job, problem, problem.Message);
    }

    private static AttemptOutcome Failed(HeldJob job, Exception problem, string reason) => new()
    {
        Attempt = job.Id,
        Kind = OutcomeKind.Failed,
        Reason = AttemptErrors.Cut(reason, 4_000),
        Error = AttemptErrors.From(problem, job.Attempt),
    };

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

    private double NextChance()
    {
        lock (chance) return chance.NextDouble();
    }
}
