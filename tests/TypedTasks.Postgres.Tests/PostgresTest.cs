using System.Text;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests;

/// <summary>A test with a migrated storage in a schema of its own.</summary>
public abstract class PostgresTest : IAsyncLifetime
{
    private PostgresFixture? _fixture;
    private PostgresStorage? _storage;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected PostgresFixture Fixture => _fixture ?? throw new InvalidOperationException("The test has not been initialized.");

    private protected PostgresStorage Storage => _storage ?? throw new InvalidOperationException("The test has not been initialized.");

    private protected ManualTime Time { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _fixture = await PostgresFixture.NewAsync();
        _storage = _fixture.Open(Time);
        await _storage.Migrator.MigrateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null) await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static JobToStore AJob(string queue = "default") => new()
    {
        TaskName = "Shop.SendReceipt",
        Version = 1,
        Queue = queue,
        MaxAttempts = 10,
        Payload = Encoding.UTF8.GetBytes("{}"),
    };

    private protected static JobToStore[] Jobs(int count) => [.. Enumerable.Range(0, count).Select(_ => AJob())];

    private protected async Task<long[]> EnqueueAsync(params JobToStore[] jobs)
        => [.. (await Storage.Jobs.EnqueueAsync(jobs, null, Token)).Select(job => job.Id)];

    private protected Task<int> RegisterAsync(string name = "web-1:100") => Storage.RegisterAsync(name);

    private protected Task<IReadOnlyList<RescuedJob>> RescueAsync() => Storage.RescueAsync();

    private protected async Task<ClaimRequest> RequestAsync(int limit, bool thorough, params TaskContract[] contracts) => new()
    {
        WorkerId = await RegisterAsync(),
        Queues = [.. (await Storage.Workers.ListQueuesAsync(Token)).Select(queue => queue.Number)],
        Contracts = await Storage.Workers.InternContractsAsync(contracts, Token),
        Limit = limit,
        Thorough = thorough,
    };

    /// <summary>Claims a new job.</summary>
    private protected async Task<AttemptId> EnqueueAndClaimAsync()
    {
        await EnqueueAsync(AJob());
        var request = await RequestAsync(1, thorough: true, new TaskContract("Shop.SendReceipt", 1));
        return (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Single().AttemptId;
    }

    private protected async Task<long[]> ClaimAsync(ClaimRequest request)
        => [.. (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Select(job => job.AttemptId.JobId)];
}
