using Microsoft.Data.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Rows that somebody has changed by hand. They are not to be, but one of them must not hold up all others.</summary>
public sealed class EditedRowTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();
    private IStorage? _storage;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IStorage Storage => _storage ?? throw new InvalidOperationException("The test has not been initialized.");

    public async ValueTask InitializeAsync()
    {
        _storage = await _fixture.OpenAsync();
        await _storage.Migrator.MigrateAsync(Token);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("deadline = 9223372036854775807")]
    [InlineData("deadline = -9223372036854775807")]
    [InlineData("expected_by = 'infinity'")]
    [InlineData("created_at = 'now'")]
    [InlineData("created_at = -9223372036854775807")]
    [InlineData("attempts = 9223372036854775807, claims = -5, max_attempts = -1, crashes = 'many'")]
    [InlineData("rank = 9223372036854775807")]
    [InlineData("settings = '7'")]
    [InlineData("payload = 'no JSON'")]
    public async Task It_is_claimed_with_all_others(string edit)
    {
        var jobs = (await Storage.Jobs.EnqueueAsync([TestJobs.AJob(), TestJobs.AJob(), TestJobs.AJob()], null, Token)).Select(static job => job.Id).ToList();
        await _fixture.ExecuteAsync($"update typed_tasks_job set {edit} where id = {jobs[1]}");

        var claimed = await Storage.ClaimAllAsync(await Storage.RegisterAsync());

        Assert.Equal(jobs, claimed.Select(static job => job.AttemptId.JobId).Order());
        Assert.Equal(3, (await Storage.Reader.ListAsync(new(), Token)).Count);
    }

    [Theory]
    [InlineData("run_at = 'infinity'")]
    [InlineData("run_at = '2031-05-06 07:08:09'")]
    [InlineData("deadline = '2031-05-06T07:08:09Z'")]
    public async Task A_time_that_is_no_number_is_refused(string edit)
    {
        await Storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);

        var exception = await Assert.ThrowsAsync<SqliteException>(() => _fixture.ExecuteAsync($"update typed_tasks_job set {edit}"));

        Assert.Contains("CHECK constraint failed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_put_off_for_ever_leaves_others_to_be_promoted()
    {
        var job = TestJobs.AJob() with { Delay = TimeSpan.FromMinutes(1) };
        var jobs = await Storage.Jobs.EnqueueAsync([job, job], null, Token);
        await _fixture.ExecuteAsync($"update typed_tasks_job set run_at = 9223372036854775807 where id = {jobs[0].Id}");
        await _fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));

        var promotion = await Storage.Maintenance.PromoteAsync(10, Token);

        Assert.Equal(1, promotion.Count);
        Assert.True(promotion.NextIn > TimeSpan.FromDays(1_000_000));
    }
}
