using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>Waiting jobs that somebody has changed by hand end as well as they can, and nothing else does.</summary>
public sealed class EditedRowTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Each_of_them_ends_alone_and_its_neighbours_succeed(DatabaseKind kind)
    {
        string[] edits =
        [
            "payload = '7'",
            "payload = 'null'",
            "settings = '7'",
            """settings = '{"retry":{"delay":"-00:00:05"}}'""",
            """settings = '{"timeout":"10675199.02:48:05"}'""",
            "attempts = -5, max_attempts = -9, crashes = -1, claims = -7",
            "rank = -32768",
        ];
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(2));
        var edited = new List<long>();
        foreach (var edit in edits)
        {
            await Note.EnqueueAsync(host.Client, $"before {edited.Count}", cancellationToken: _limit);
            var job = await Stumble.EnqueueAsync(host.Client, edit, new EnqueueOptions { MaxAttempts = 1 }, _limit);
            await database.ExecuteAsync($"update {database.Table("job")} set {edit} where id = {job.Id}");
            edited.Add(job.Id);
        }

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(edits.Length, host.Journal.Entries.Count(entry => entry.StartsWith("before ", StringComparison.Ordinal)));
        foreach (var id in edited)
        {
            var job = await host.Client.FindAsync(id, _limit);
            Assert.NotNull(job);
            Assert.Equal(JobState.Failed, job.State);
            Assert.NotNull(job.Reason);
        }

        Assert.DoesNotContain(host.Log.All, line => line.Contains("unexpected error", StringComparison.Ordinal) || line.Contains("storage can't be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_counted_below_zero_is_tried_again_by_its_policy()
    {
        await using var database = await TestDatabases.CreateAsync(DatabaseKind.Sqlite);
        await using var host = new ScenarioHost(database);
        var job = await Stumble.EnqueueAsync(host.Client, "counted", new EnqueueOptions { RetryPolicy = RetryPolicy.Linear(TimeSpan.FromHours(1)) }, _limit);
        await database.ExecuteAsync($"update {database.Table("job")} set attempts = -5 where id = {job.Id}");

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(JobState.Scheduled, (await host.Client.FindAsync(job.Id, _limit))?.State);
    }
}
