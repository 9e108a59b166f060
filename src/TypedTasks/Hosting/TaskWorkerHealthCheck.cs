using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TypedTasks.Hosting;

/// <summary>
/// The health of this process's worker: unhealthy if it does not run, has no lease or is held up by abandoned tasks; degraded while any task is abandoned,
/// and from when a task found no memory until the process is restarted.
/// Add it by <c>builder.Services.AddHealthChecks().AddCheck&lt;TaskWorkerHealthCheck&gt;("typedtasks")</c>.
/// </summary>
/// <param name="worker">The worker.</param>
public sealed class TaskWorkerHealthCheck(TaskWorker worker) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = worker.Status;
        var data = new Dictionary<string, object>
        {
            ["worker"] = status.Worker,
            ["hasLease"] = status.HasLease,
            ["running"] = status.Running,
            ["abandoned"] = status.Abandoned,
            ["memoryRanOut"] = status.MemoryRanOut,
        };
        if (status.SinceLastTrip is { } sinceLastTrip) data["secondsSinceLastTrip"] = sinceLastTrip.TotalSeconds;
        return Task.FromResult(Result(status, data));
    }

    private static HealthCheckResult Result(WorkerStatus status, Dictionary<string, object> data)
    {
        if (status.Problem is { } problem) return HealthCheckResult.Unhealthy(problem, data: data);
        var doubts = string.Join(' ', Doubts(status));
        return doubts.Length == 0 ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(doubts, data: data);
    }

    private static IEnumerable<string> Doubts(WorkerStatus status)
    {
        if (status.Abandoned > 0) yield return $"{status.Abandoned} abandoned tasks still run in worker {status.Worker}; with {status.MaxAbandoned} it claims no more jobs.";
        if (status.MemoryRanOut) yield return $"A task found no memory in worker {status.Worker}. What it left behind may end the process at any time: restart it.";
    }
}
