using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>Reads what names attempts.</summary>
internal static class AttemptRows
{
    /// <summary>The attempt that a row begins with: id, claims and claimed_at.</summary>
    public static AttemptId ReadAttempt(this NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<long>(2));
}
