using Npgsql;
using NpgsqlTypes;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

internal sealed class PostgresJobReader(Database database) : IJobReader
{
    private const short Parked = 8;
    private const short Suspect = 9;

    public ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken)
    {
        var batch = database.Batch()
            .Add("jobs/find_job", binding => binding.Set("id", jobId))
            .Add("jobs/find_errors", binding => binding.Set("id", jobId));
        return database.RunAsync(batch, ReadOneAsync, cancellationToken);
    }

    public ValueTask<IReadOnlyList<JobDetails>> ListAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("jobs/list_jobs", binding => binding
            .Set("queue", filter.Queue, NpgsqlDbType.Text)
            .Set("task_name", filter.TaskName, NpgsqlDbType.Text)
            .Set("before", filter.Before, NpgsqlDbType.Bigint)
            .Set("states", StatesOf(filter), NpgsqlDbType.Array | NpgsqlDbType.Smallint)
            .Set("limit", filter.Limit));
        return database.RunAsync(batch, ReadManyAsync, cancellationToken);
    }

    public ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken)
        => database.RunAsync(database.Batch().Add("jobs/count_jobs"), ReadCountsAsync, cancellationToken);

    public ValueTask<IReadOnlyList<ContractCount>> CountContractsAsync(CancellationToken cancellationToken)
        => database.RunAsync(database.Batch().Add("contracts/count_contracts"), ReadContractCountsAsync, cancellationToken);

    private static short[]? StatesOf(JobFilter filter) => filter.State switch
    {
        null => null,
        JobState.Ready => [(short)JobState.Ready, Parked, Suspect],
        { } state => [(short)state],
    };

    private static async ValueTask<JobDetails?> ReadOneAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;

        var job = ReadJob(reader);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var errors = new List<AttemptError>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            errors.Add(ReadError(reader));
        return job with { Errors = errors };
    }

    private static async ValueTask<IReadOnlyList<JobDetails>> ReadManyAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var jobs = new List<JobDetails>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            jobs.Add(ReadJob(reader));
        return jobs;
    }

    private static async ValueTask<IReadOnlyList<JobCount>> ReadCountsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var counts = new List<JobCount>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            counts.Add(new JobCount(reader.GetString(0), Enum.Parse<JobState>(reader.GetString(1)), reader.GetInt64(2)));
        return counts;
    }

    private static async ValueTask<IReadOnlyList<ContractCount>> ReadContractCountsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var counts = new List<ContractCount>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            counts.Add(new ContractCount(new TaskContract(reader.GetString(0), reader.GetInt32(1)), reader.GetInt64(2), reader.ReadTime(3)));
        return counts;
    }

    private static JobDetails ReadJob(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        TaskName = reader.GetString(1),
        Version = reader.GetInt32(2),
        Queue = reader.GetString(3),
        State = Enum.Parse<JobState>(reader.GetString(4)),
        Priority = reader.GetInt32(5),
        ExpectedBy = reader.ReadTimeOrNull(6),
        Attempt = reader.GetInt32(7),
        MaxAttempts = reader.GetInt32(8),
        Claims = reader.GetInt32(9),
        Crashes = reader.GetInt32(10),
        Worker = TextOrNull(reader, 11),
        EnqueuedAt = reader.ReadTime(12),
        RunAt = reader.ReadTimeOrNull(13),
        ClaimedAt = reader.ReadTimeOrNull(14),
        FinishedAt = reader.ReadTimeOrNull(15),
        Payload = reader.GetString(16),
        Result = TextOrNull(reader, 17),
        Reason = TextOrNull(reader, 18),
        Deadline = reader.ReadTimeOrNull(19),
    };

    private static AttemptError ReadError(NpgsqlDataReader reader) => new()
    {
        Attempt = reader.GetInt32(0),
        Type = reader.GetString(1),
        Message = reader.GetString(2),
        Detail = reader.GetString(3),
        ClaimedAt = reader.ReadTime(4),
        FailedAt = reader.ReadTime(5),
        Worker = TextOrNull(reader, 6),
    };

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
