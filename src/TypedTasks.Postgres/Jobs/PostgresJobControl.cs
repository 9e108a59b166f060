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

    private static async ValueTask<bool> ReadCanceledAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(0);
    }
}
