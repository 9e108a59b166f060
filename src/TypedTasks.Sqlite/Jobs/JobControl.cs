using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Changes jobs for people.</summary>
internal sealed class JobControl(Writer writer) : IJobControl
{
    public async ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Cancel(connection, jobId, StoredText.Clean(reason)), cancellationToken).ConfigureAwait(false);

    private static bool Cancel(Connection connection, long jobId, string? reason)
    {
        if (connection.Prepare("jobs/cancel_running_job").Bind("job", jobId).Bind("reason", reason).Run() > 0) return true;

        var ended = connection.Prepare("jobs/cancel_waiting_job").Bind("job", jobId).Bind("reason", reason).Bind("now", connection.ReadClock()).Run() > 0;
        if (ended) connection.Prepare("jobs/delete_jobs").Bind("job", jobId).Run();
        return ended;
    }
}
