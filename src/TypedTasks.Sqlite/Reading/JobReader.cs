using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Reading;

/// <summary>Reads jobs for people.</summary>
internal sealed class JobReader(Readers readers) : IJobReader
{
    private const int Parked = 8;
    private const int Suspect = 9;

    public async ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken)
        => await readers.ReadAsync(connection => Find(connection, jobId), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<JobDetails>> ListAsync(JobFilter filter, CancellationToken cancellationToken)
        => await readers.ReadAsync(connection => List(connection, filter), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken)
        => await readers.ReadAsync(Count, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ContractCount>> CountContractsAsync(CancellationToken cancellationToken)
        => await readers.ReadAsync(CountContracts, cancellationToken).ConfigureAwait(false);

    private static JobDetails? Find(Connection connection, long jobId)
    {
        using var statement = connection.Prepare("jobs/find_job").Bind("job", jobId);
        return statement.Read() ? ReadJob(statement) with { Errors = ListErrors(connection, jobId) } : null;
    }

    private static List<AttemptError> ListErrors(Connection connection, long jobId)
    {
        using var statement = connection.Prepare("jobs/find_errors").Bind("job", jobId);
        var errors = new List<AttemptError>();
        while (statement.Read())
        {
            errors.Add(new AttemptError
            {
                Attempt = statement.Int(0),
                Type = statement.Text(1),
                Message = statement.Text(2),
                Detail = statement.Text(3),
                ClaimedAt = statement.Time(4),
                FailedAt = statement.Time(5),
                Worker = statement.TextOrNull(6),
            });
        }

        return errors;
    }

    /// <summary>The newest of both tables; the state often tells that one of them need not be read.</summary>
    private static List<JobDetails> List(Connection connection, JobFilter filter) => filter.State switch
    {
        null =>
        [
            .. List(connection, "jobs/list_jobs", filter)
                .Concat(List(connection, "jobs/list_ended_jobs", filter))
                .OrderByDescending(static job => job.Id)
                .Take(filter.Limit),
        ],
        JobState.Succeeded => List(connection, "jobs/list_ended_jobs", filter),
        JobState.Failed or JobState.Canceled => List(connection, "jobs/list_unsuccessful_jobs", filter),
        _ => List(connection, "jobs/list_jobs", filter),
    };

    private static List<JobDetails> List(Connection connection, string name, JobFilter filter)
    {
        using var statement = connection.Prepare(name)
            .Bind("before", filter.Before ?? long.MaxValue)
            .Bind("state", (long?)filter.State)
            .Bind("queue", filter.Queue)
            .Bind("task_name", filter.TaskName)
            .Bind("limit", filter.Limit);
        var jobs = new List<JobDetails>();
        while (statement.Read()) jobs.Add(ReadJob(statement));
        return jobs;
    }

    private static List<JobCount> Count(Connection connection)
    {
        using var statement = connection.Prepare("jobs/count_jobs");
        var counts = new List<JobCount>();
        while (statement.Read()) counts.Add(new JobCount(statement.Text(0), (JobState)statement.Int(1), statement.Long(2)));
        return counts;
    }

    private static List<ContractCount> CountContracts(Connection connection)
    {
        using var statement = connection.Prepare("contracts/count_contracts");
        var counts = new List<ContractCount>();
        while (statement.Read()) counts.Add(new ContractCount(new TaskContract(statement.Text(0), statement.Int(1)), statement.Long(2), statement.Time(3)));
        return counts;
    }

    private static JobDetails ReadJob(Statement statement) => new()
    {
        Id = statement.Long(0),
        TaskName = statement.Text(1),
        Version = statement.Int(2),
        Queue = statement.Text(3),
        State = statement.Int(4) is var state && state is Parked or Suspect ? JobState.Ready : (JobState)state,
        Priority = -statement.Int(5),
        ExpectedBy = statement.Long(6) == DatabaseTime.Never ? null : statement.Time(6),
        Attempt = statement.Int(7),
        MaxAttempts = statement.Int(8),
        Claims = statement.Int(9),
        Crashes = statement.Int(10),
        Worker = statement.TextOrNull(11),
        EnqueuedAt = statement.Time(12),
        RunAt = statement.TimeOrNull(13),
        ClaimedAt = statement.TimeOrNull(14),
        FinishedAt = statement.TimeOrNull(15),
        Payload = statement.Text(16),
        Result = statement.TextOrNull(17),
        Reason = statement.TextOrNull(18),
        Deadline = statement.TimeOrNull(19),
    };
}
