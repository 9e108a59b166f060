using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

internal sealed class PostgresJobControl(Database database) : IJobControl
{
    public ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken)
    {
        var batch = database.BatchWithPinnedPlans().Add("jobs/cancel_job", binding => binding
            .Set("id", jobId)
            .Set("reason", StoredText.Clean(reason))
            .Set("channel", database.Channel));
        return database.RunAsync(batch, ReadCanceledAsync, cancellationToken);
    }

    public async ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = database.BatchWithPinnedPlans()
                .Add("jobs/retry_ended_job", binding => binding.Set("id", jobId).Set("channel", database.Channel))
                .Add("jobs/find_ended_job", binding => binding.Set("id", jobId));
            if (await database.RunAsync(batch, ReadRetriedAsync, cancellationToken).ConfigureAwait(false) is { } answer) return answer;
        }
    }

    // Null when the job ended between the two statements: then it can be retried now.
    private static async ValueTask<RetryAnswer?> ReadRetriedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (reader.GetBoolean(0)) return RetryAnswer.Retried;

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return RetryAnswer.NotStored;
        return (JobState)reader.GetInt16(0) switch
        {
            JobState.Succeeded => RetryAnswer.Succeeded,
            not (JobState.Failed or JobState.Canceled) => RetryAnswer.NotEnded,
            _ => reader.GetBoolean(1) ? RetryAnswer.MayHaveRun : null,
        };
    }

    private static async ValueTask<bool> ReadCanceledAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(0);
    }
}
