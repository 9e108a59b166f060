using System.Text;

using TypedTasks.Storage;
using TypedTasks.Tasks;

namespace TypedTasks.Secrets;

/// <summary>
/// Reads jobs for people: with <see cref="SensitivePaths.Redacted"/> in the place of sensitive values, and of the whole payload and result of a job
/// whose task this application does not know, because it can't tell what is sensitive in them.
/// </summary>
internal sealed class RedactingJobReader(IStorage storage, TaskTable tasks) : IJobReader
{
    public async ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken)
        => await storage.Reader.FindAsync(jobId, cancellationToken).ConfigureAwait(false) is { } job ? Redact(job) : null;

    public async ValueTask<IReadOnlyList<JobDetails>> ListAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        var jobs = await storage.Reader.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        return [.. jobs.Select(Redact)];
    }

    public ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken) => storage.Reader.CountAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ContractCount>> CountContractsAsync(CancellationToken cancellationToken) => storage.Reader.CountContractsAsync(cancellationToken);

    private JobDetails Redact(JobDetails job)
    {
        if (tasks.Find(new TaskContract(job.TaskName, job.Version)) is not { } task)
            return job with { Payload = SensitivePaths.Redacted, Result = job.Result is null ? null : SensitivePaths.Redacted };
        if (task.Sensitive is null && task.SensitiveResult is null) return job;
        return job with { Payload = Redact(task.Sensitive, job.Payload), Result = job.Result is null ? null : Redact(task.SensitiveResult, job.Result) };
    }

    private static string Redact(SensitivePaths? sensitive, string json)
        => sensitive is null ? json : Encoding.UTF8.GetString(sensitive.Redact(Encoding.UTF8.GetBytes(json)));
}
