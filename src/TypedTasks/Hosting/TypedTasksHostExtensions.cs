using Microsoft.Extensions.DependencyInjection;

using TypedTasks;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs the worker of a host by hand.</summary>
public static class TypedTasksHostExtensions
{
    /// <summary>Runs jobs until none is ready and none is running. The host need not be started; its worker must not be running.</summary>
    /// <remarks>
    /// Jobs that wait for their time, or for their next attempt after a failure, are left <see cref="TypedTasks.JobState.Scheduled"/>: a
    /// <see cref="JobHandle.WaitAsync"/> on one of them afterwards waits for a worker, for ever if none runs.
    /// The clock of the database decides when they are due, so a <see cref="TimeProvider"/> of a test does not move them.
    /// </remarks>
    /// <param name="host">A host with <c>AddTypedTasksWorker()</c>.</param>
    /// <param name="cancellationToken">Asks for a graceful stop before that.</param>
    /// <exception cref="InvalidOperationException">The host has no worker, or it is running already.</exception>
    public static Task RunUntilIdleAsync(this IHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var worker = host.Services.GetService<TaskWorker>()
            ?? throw new InvalidOperationException("The host has no worker. Add one: builder.Services.AddTypedTasksWorker().");
        return worker.RunUntilIdleAsync(cancellationToken);
    }
}
