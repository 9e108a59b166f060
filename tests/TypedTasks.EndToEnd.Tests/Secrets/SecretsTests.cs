using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;

namespace TypedTasks.EndToEnd.Tests.Secrets;

/// <summary>Sensitive values from the stub to the task and back, with generated descriptions, on both databases.</summary>
public abstract class SecretsTests(DatabaseKind kind)
{
    private static readonly Card[] Cards = [new("Ann", "s3cret-1"), new("Bob", "s3cret-2")];

    private readonly CancellationToken _limit = TimeLimit.Create();

    /// <summary>The documented query for the keys that stored values need.</summary>
    protected abstract string KeysInUse { get; }

    /// <summary>The documented query for jobs that failed because a key was missing.</summary>
    protected abstract string JobsWithoutKey { get; }

    [Fact]
    public async Task Secrets_reach_the_task_and_its_caller_and_stand_nowhere_else()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        var log = new EveryLine();
        await using var host = Host(database, log, "k1");
        var job = await ChargeCards.EnqueueAsync(host.Client, "Ann", "s3cret-0", Cards, cancellationToken: _limit);
        var waiting = await database.DumpAsync();

        await host.RunUntilIdleAsync(_limit);

        var ended = await database.DumpAsync();
        var found = await host.Client.FindAsync(job.Id, _limit);
        Assert.Equal(["Ann s3cret-0 s3cret-1 s3cret-2"], host.Journal.Entries);
        Assert.Equal("receipt for s3cret-0", (await job.WaitAsync(_limit)).Receipt);
        Assert.Equal("""{"customer":"Ann","token":"[sensitive]","cards":[{"Owner":"Ann","Number":"[sensitive]"},{"Owner":"Bob","Number":"[sensitive]"}]}""", found?.Payload);
        Assert.Equal("""{"Customer":"Ann","Receipt":"[sensitive]"}""", found?.Result);
        Assert.All([waiting, ended], dump => Assert.Contains("tt1:k1:", dump, StringComparison.Ordinal));
        Assert.All([waiting, ended, log.Text], text => Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_are_encrypted_in_a_transaction_and_in_a_batch_too()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = Host(database, new EveryLine(), "k1");
        await host.Client.EnqueueManyAsync([ChargeCards.Job("Ann", "s3cret", []), ChargeCards.Job("Bob", "s3cret", Cards)], _limit);
        await using (var transaction = await database.BeginTransactionAsync(_limit))
        {
            await ChargeCards.EnqueueAsync(host.Client.In(transaction), "Eve", "s3cret", [], cancellationToken: _limit);
            await transaction.CommitAsync(_limit);
        }

        var dump = await database.DumpAsync();
        await host.RunUntilIdleAsync(_limit);

        Assert.Contains("Eve", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", dump, StringComparison.Ordinal);
        Assert.Equal(3, host.Journal.Entries.Count);
    }

    [Fact]
    public async Task After_a_rotation_jobs_of_the_old_key_run_and_new_ones_have_the_new_key()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = Host(database, new EveryLine(), "old");
        await using var after = Host(database, new EveryLine(), "new", "old");
        var first = await ChargeCards.EnqueueAsync(before.Client, "Ann", "s3cret", [], cancellationToken: _limit);
        var second = await ChargeCards.EnqueueAsync(after.Client, "Bob", "s3cret", [], cancellationToken: _limit);
        var dump = await database.DumpAsync();

        await after.RunUntilIdleAsync(_limit);

        Assert.Contains("tt1:old:", dump, StringComparison.Ordinal);
        Assert.Contains("tt1:new:", dump, StringComparison.Ordinal);
        Assert.Equal(["Ann s3cret ", "Bob s3cret "], after.Journal.Entries.Order());
        Assert.Equal("receipt for s3cret", (await second.WaitAsync(_limit)).Receipt);

        // The result of the first one has the new key, which the process that enqueued it does not know yet.
        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(() => first.WaitAsync(_limit));
        Assert.Contains("encrypted with the key 'new', which is not here", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_fails_its_jobs_with_the_reason_and_no_others()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = Host(database, new EveryLine(), "lost");
        var log = new EveryLine();
        await using var after = Host(database, log, "k1");
        var lost = await ChargeCards.EnqueueAsync(before.Client, "Ann", "s3cret", Cards, cancellationToken: _limit);
        var good = await ChargeCards.EnqueueAsync(after.Client, "Bob", "s3cret", [], cancellationToken: _limit);

        await after.RunUntilIdleAsync(_limit);

        var failed = await after.Client.FindAsync(lost.Id, _limit);
        Assert.Equal((JobState.Failed, 1), (failed?.State, failed?.Attempt));
        Assert.Contains("is encrypted with the key 'lost', which is not here. Add that key to TypedTasks:Encryption:Keys", failed?.Reason, StringComparison.Ordinal);
        Assert.Equal("Bob", (await good.WaitAsync(_limit)).Customer);
        Assert.DoesNotContain("s3cret", log.Text, StringComparison.Ordinal);
        Assert.Equal([lost.Id.ToString(CultureInfo.InvariantCulture)], await database.QueryAsync(JobsWithoutKey));
    }

    [Fact]
    public async Task A_job_that_failed_for_a_lost_key_is_retried_with_the_key_back_and_stays_encrypted()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var before = Host(database, new EveryLine(), "lost");
        await using var without = Host(database, new EveryLine(), "k1");
        await using var after = Host(database, new EveryLine(), "k1", "lost");
        var job = await ChargeCards.EnqueueAsync(before.Client, "Ann", "s3cret", Cards, cancellationToken: _limit);
        await without.RunUntilIdleAsync(_limit);

        Assert.Equal(RetryAnswer.Retried, await without.Client.RetryAsync(job.Id, _limit));

        var waiting = await database.DumpAsync();
        Assert.Contains("tt1:lost:", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", waiting, StringComparison.Ordinal);
        await after.RunUntilIdleAsync(_limit);
        Assert.Equal(["Ann s3cret s3cret-1 s3cret-2"], after.Journal.Entries);
    }

    // Also in a result, and not of a plain text that only begins like an encrypted one.
    [Fact]
    public async Task The_documented_query_tells_which_keys_are_in_use()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var plain = Host(database, new EveryLine());
        await using var first = Host(database, new EveryLine(), "k1", "k3");
        await using var second = Host(database, new EveryLine(), "k2");
        await using var third = Host(database, new EveryLine(), "k3", "k1");
        await ChargeCards.EnqueueAsync(first.Client, "Ann", "s3cret", [], cancellationToken: _limit);
        await third.RunUntilIdleAsync(_limit);
        await ChargeCards.EnqueueAsync(second.Client, "Ann", "s3cret", [new("Ann", "s3cret")], cancellationToken: _limit);
        await ChargeCards.EnqueueAsync(plain.Client, "Ann", "tt1:none:AAAA", [], cancellationToken: _limit);

        Assert.Equal(["k1", "k2", "k3"], (await database.QueryAsync(KeysInUse)).Order());
    }

    [Fact]
    public async Task A_process_without_the_key_is_told_so_when_it_awaits_a_result_and_reads_it_once_it_has_the_key()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var worker = Host(database, new EveryLine(), "k1");
        await using var keyless = Host(database, new EveryLine());
        await using var equipped = Host(database, new EveryLine(), "k2", "k1");
        var options = new EnqueueOptions { Id = Guid.NewGuid() };
        var job = await ChargeCards.EnqueueAsync(keyless.Client, "Ann", "s3cret", [], options, _limit);
        await worker.RunUntilIdleAsync(_limit);

        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(() => job.WaitAsync(_limit));
        var again = await ChargeCards.EnqueueAsync(equipped.Client, "Ann", "s3cret", [], options, _limit);

        Assert.Contains("The value at $.Receipt in the result of task", problem.Message, StringComparison.Ordinal);
        Assert.Contains("is encrypted with the key 'k1', which is not here. Add that key", problem.Message, StringComparison.Ordinal);
        Assert.Equal("receipt for s3cret", (await again.WaitAsync(_limit)).Receipt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_that_was_changed_or_moved_in_the_table_fails_its_job(bool moved)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = Host(database, new EveryLine(), "k1");
        var job = await ChargeCards.EnqueueAsync(host.Client, "Ann", "s3cret", Cards, cancellationToken: _limit);
        var payload = await ReadPayloadAsync(database, job.Id);
        var (first, second) = (payload["cards"]![0]!, payload["cards"]![1]!);
        var (number, other) = (first["Number"]!.GetValue<string>(), second["Number"]!.GetValue<string>());
        first["Number"] = moved ? other : $"{number[..20]}{(number[20] == 'A' ? 'B' : 'A')}{number[21..]}";
        if (moved) second["Number"] = number;
        await database.ExecuteAsync($"update {database.Table("job")} set payload = '{payload.ToJsonString()}' where id = {job.Id}");

        await host.RunUntilIdleAsync(_limit);

        var failed = await host.Client.FindAsync(job.Id, _limit);
        Assert.Equal(JobState.Failed, failed?.State);
        Assert.Contains("The value at $.cards[0].Number", failed?.Reason, StringComparison.Ordinal);
        Assert.Contains("the value was changed or moved since it was stored", failed?.Reason, StringComparison.Ordinal);
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_reported_without_its_secrets()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        var log = new EveryLine();
        await using var host = Host(database, log);
        var job = await ChargeCards.EnqueueAsync(host.Client, "Ann", "s3cret", Cards, cancellationToken: _limit);
        await database.ExecuteAsync($$"""update {{database.Table("job")}} set payload = '{"customer":"Ann","token":{"s3cret":1},"cards":[]}' where id = {{job.Id}}""");

        await host.RunUntilIdleAsync(_limit);

        var failed = await host.Client.FindAsync(job.Id, _limit);
        Assert.Contains("The value at $.token in the payload", failed?.Reason, StringComparison.Ordinal);
        Assert.Equal("""{"customer":"Ann","token":"[sensitive]","cards":[]}""", failed?.Payload);
        Assert.DoesNotContain("s3cret", $"{failed} {string.Join(' ', failed?.Errors ?? [])} {log.Text}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_does_not_know_the_task_shows_no_value()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = Host(database, new EveryLine());
        await using var stranger = new ScenarioHost(database, knowsTasks: false);
        var job = await ChargeCards.EnqueueAsync(host.Client, "Ann", "s3cret", Cards, cancellationToken: _limit);

        var found = await stranger.Client.FindAsync(job.Id, _limit);

        Assert.Equal("\"[sensitive]\"", found?.Payload);
    }

    private protected static ScenarioHost Host(TestDatabase database, EveryLine log, params string[] keys) => new(database, services: services =>
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.Configure<TypedTasksOptions>(options =>
        {
            foreach (var key in keys) options.Encryption.Keys[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.PadRight(32, '*')));
            options.Encryption.ActiveKey = keys.FirstOrDefault();
        });
    });

    private async Task<JsonNode> ReadPayloadAsync(TestDatabase database, long job)
    {
        await using var storage = database.OpenStorage();
        var stored = await storage.Reader.FindAsync(job, _limit);
        return JsonNode.Parse(stored?.Payload ?? "null") ?? throw new InvalidOperationException($"Job {job} is not stored.");
    }

    private protected static string DocumentedQuery(int number)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TypedTasks.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No TypedTasks.sln above the tests.");
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "secrets.md"));
        return page.Split("```sql\n")[number + 1].Split("```")[0];
    }
}
