using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Signals;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Changes jobs for people.</summary>
internal sealed class JobControl(Writer writer, Watcher watcher) : IJobControl
{
    public async ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken)
    {
        var text = StoredText.Clean(reason);
        var marked = false;
        var canceled = await writer.WriteAsync(
            connection =>
            {
                marked = Mark(connection, jobId, text);
                return marked || End(connection, jobId, text);
            },
            cancellationToken).ConfigureAwait(false);
        if (marked) watcher.SignalCancelRequest();
        return canceled;
    }

    public async ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken)
    {
        var answer = await writer.WriteAsync(connection => Retry(connection, jobId), cancellationToken).ConfigureAwait(false);
        if (answer == RetryAnswer.Retried) watcher.Signal();
        return answer;
    }

    private static RetryAnswer Retry(Connection connection, long jobId)
    {
        if (connection.Prepare("jobs/retry_ended_job").Bind("job", jobId).Bind("now", connection.ReadClock()).Run() == 0) return WhyNot(connection, jobId);
        connection.Prepare("jobs/delete_ended_job").Bind("job", jobId).Run();
        return RetryAnswer.Retried;
    }

    private static RetryAnswer WhyNot(Connection connection, long jobId)
    {
        using var statement = connection.Prepare("jobs/find_ended_job").Bind("job", jobId);
        if (!statement.Read()) return RetryAnswer.NotStored;
        return (JobState)statement.Int(0) switch
        {
            JobState.Succeeded => RetryAnswer.Succeeded,
            JobState.Failed or JobState.Canceled => RetryAnswer.MayHaveRun,
            _ => RetryAnswer.NotEnded,
        };
    }

    private static bool Mark(Connection connection, long jobId, string? reason)
        => connection.Prepare("jobs/cancel_running_job").Bind("job", jobId).Bind("reason", reason).Run() > 0;

    private static bool End(Connection connection, long jobId, string? reason)
    {
        var ended = connection.Prepare("jobs/cancel_waiting_job").Bind("job", jobId).Bind("reason", reason).Bind("now", connection.ReadClock()).Run() > 0;
        if (ended) connection.Prepare("jobs/delete_jobs").Bind("job", jobId).Run();
        return ended;
    }
}
