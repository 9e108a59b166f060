using TypedTasks.Secrets;

namespace TypedTasks.Clients;

/// <summary>Waits for a job and decrypts what is sensitive in its result.</summary>
internal sealed class ResultWaiter(JobWaiter waiter, SensitiveData sensitive, TaskDefinition task) : IJobWaiter
{
    public async ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
    {
        var job = await waiter.WaitForAsync(jobId, cancellationToken).ConfigureAwait(false);
        return sensitive.UnprotectResult(Of(job.Version), JobWaiter.ResultOf(job));
    }

    // A job that was enqueued before under the same id may be of any version. Of one that is not known here all known ones count.
    private TaskDefinition Of(int version)
    {
        if (version == task.Version || task.OlderVersions.Count == 0) return task;
        var known = task.OlderVersions.Select(older => older.Version).Append(task.Version).ToList();
        return task.For(known.Contains(version) ? version : known.Min());
    }
}
