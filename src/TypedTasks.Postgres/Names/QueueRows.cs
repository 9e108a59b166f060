using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>Reads the list of queues, asked for by itself or with a claim.</summary>
internal static class QueueRows
{
    public static async ValueTask<IReadOnlyList<QueueNumber>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var queues = new List<QueueNumber>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            queues.Add(new QueueNumber(reader.GetInt32(0), reader.GetString(1)));
        return queues;
    }
}
