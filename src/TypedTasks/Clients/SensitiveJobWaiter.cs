using TypedTasks.Secrets;

namespace TypedTasks.Clients;

/// <summary>Waits for a job whose result has sensitive values, and decrypts them.</summary>
internal sealed class SensitiveJobWaiter(IJobWaiter waiter, SensitiveData sensitive, TaskDefinition task) : IJobWaiter
{
    public async ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
        => sensitive.UnprotectResult(task, await waiter.WaitAsync(jobId, cancellationToken).ConfigureAwait(false));
}
