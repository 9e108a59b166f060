using System.Globalization;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>A job as the model has it.</summary>
internal sealed class ModelJob
{
    public required long Id { get; init; }

    public required JobSpec Spec { get; init; }

    public required DateTimeOffset? ExpectedBy { get; init; }

    public required JobState State { get; set; }

    /// <summary>Ready, but set aside for workers that know its contract.</summary>
    public bool IsParked { get; set; }

    /// <summary>Parked, but a worker that knows its contract may have brought it back among the ready ones.</summary>
    public bool MayBeUnparked { get; set; }

    /// <summary>All but one crash of its budget are used up: it is claimed alone.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>It was last claimed to run with nothing beside it.</summary>
    public bool IsAlone { get; set; }

    public int Attempts { get; set; }

    /// <summary>As enqueued, or more once it was retried.</summary>
    public required int MaxAttempts { get; set; }

    /// <summary>As enqueued, until it is retried.</summary>
    public required DateTimeOffset? Deadline { get; set; }

    public int Claims { get; set; }

    /// <summary>As the storage counts time.</summary>
    public long ClaimedAt { get; set; }

    public int Crashes { get; set; }

    /// <summary>The lost workers that it was charged a crash for.</summary>
    public List<int> ChargedFor { get; } = [];

    public int? Worker { get; set; }

    public DateTimeOffset? RunAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? CancelReason { get; set; }

    public string? Reason { get; set; }

    public int Errors { get; set; }

    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;

    public AttemptId Attempt => new(Id, Claims, ClaimedAt);

    /// <summary>What must be the same in the tables.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{State}, attempt {Attempts} of {MaxAttempts}, claims {Claims}, crashes {Crashes}, run at {Time(HasEnded ? null : RunAt)}, finished at {Time(FinishedAt)}, deadline {Time(Deadline)}, reason '{Reason}'");

    /// <summary>The same of a stored job.</summary>
    public static string Describe(JobDetails job)
    {
        var hasEnded = job.State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job.State}, attempt {job.Attempt} of {job.MaxAttempts}, claims {job.Claims}, crashes {job.Crashes}, run at {Time(hasEnded ? null : job.RunAt)}, finished at {Time(job.FinishedAt)}, deadline {Time(job.Deadline)}, reason '{(job.State == JobState.Failed && job.Reason != OutcomeSpec.Reason ? StoreModel.Quarantined : job.Reason)}'");
    }

    private static string Time(DateTimeOffset? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";
}
