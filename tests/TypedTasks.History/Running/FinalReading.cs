using System.Globalization;
using System.Text.Json;
using TypedTasks.History.Checking;
using TypedTasks.History.Roles;
using TypedTasks.Storage;

namespace TypedTasks.History.Running;

/// <summary>Reads the tables when everything has stopped.</summary>
public static class FinalReading
{
    public static async Task<FinalState> ReadAsync(HistoryDatabase database, CancellationToken cancellationToken)
    {
        await using var storage = database.OpenStorage();
        return new FinalState
        {
            Jobs = await ReadJobsAsync(storage.Reader, cancellationToken),
            Effects = await ReadEffectsAsync(database, cancellationToken),
            Workers = await CountAsync(database, database.WorkerTable, cancellationToken),
            CrashBudget = RoleHost.CrashBudget,
        };
    }

    /// <summary>How many jobs have not ended.</summary>
    public static async Task<long> CountLeftAsync(IJobReader reader, CancellationToken cancellationToken)
        => (await reader.CountAsync(cancellationToken))
            .Where(static count => count.State is not (JobState.Succeeded or JobState.Failed or JobState.Canceled))
            .Sum(static count => count.Count);

    public static async Task<int> CountAsync(HistoryDatabase database, string table, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"select count(*) from {table}");
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task<IReadOnlyList<FinalJob>> ReadJobsAsync(IJobReader reader, CancellationToken cancellationToken)
    {
        var jobs = new List<FinalJob>();
        IReadOnlyList<JobDetails> page;
        do
        {
            page = await reader.ListAsync(new JobFilter { Limit = 1000, Before = jobs.Count == 0 ? null : jobs[^1].Id }, cancellationToken);
            jobs.AddRange(page.Select(ToFinal));
        }
        while (page.Count > 0);
        return jobs;
    }

    private static FinalJob ToFinal(JobDetails job) => new()
    {
        Id = job.Id,
        Key = JsonDocument.Parse(job.Payload).RootElement.GetProperty("key").GetGuid(),
        State = job.State,
        Attempt = job.Attempt,
        MaxAttempts = job.MaxAttempts,
        Claims = job.Claims,
        Crashes = job.Crashes,
        Reason = job.Reason,
    };

    private static async Task<IReadOnlyList<Guid>> ReadEffectsAsync(HistoryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand("select key from effect");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) keys.Add(Guid.Parse(reader.GetString(0)));
        return keys;
    }
}
