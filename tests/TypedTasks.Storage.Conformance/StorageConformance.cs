using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>A test class of the suite: a fresh database per test, a migrated storage on it, and short words for the roles.</summary>
public abstract class StorageConformance : IAsyncLifetime
{
    private StorageFixture? _fixture;
    private IStorage? _storage;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StorageFixture Fixture => _fixture ?? throw new InvalidOperationException("The test has not been initialized.");

    protected IStorage Storage => _storage ?? throw new InvalidOperationException("The test has not been initialized.");

    /// <summary>False in classes whose tests begin before the first migration.</summary>
    protected virtual bool Migrated => true;

    /// <summary>Makes the test's own empty database.</summary>
    protected abstract ValueTask<StorageFixture> CreateFixtureAsync();

    public async ValueTask InitializeAsync()
    {
        _fixture = await CreateFixtureAsync();
        _storage = await _fixture.OpenAsync();
        if (Migrated) await _storage.Migrator.MigrateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null) await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A job of task <c>Shop.SendReceipt</c> in queue <c>default</c>; change it by <c>with</c>.</summary>
    protected static JobToStore AJob(string payload = "{}") => new()
    {
        TaskName = "Shop.SendReceipt",
        Version = 1,
        Queue = "default",
        MaxAttempts = 10,
        Payload = System.Text.Encoding.UTF8.GetBytes(payload),
    };

    protected async Task<long> EnqueueAsync(JobToStore job)
        => (await EnqueueAllAsync(job))[0];

    protected async Task<long[]> EnqueueAllAsync(params IReadOnlyList<JobToStore> jobs)
        => [.. (await Storage.Jobs.EnqueueAsync(jobs, null, Token)).Select(static job => job.Id)];

    /// <summary>Every way in which an attempt may end.</summary>
    public static TheoryData<OutcomeKind> Kinds => [.. Enum.GetValues<OutcomeKind>()];

    protected Task<int> RegisterAsync(string name = "web-1:100", TimeSpan? lease = null) => Storage.RegisterAsync(name, lease);

    protected async Task<int> QueueAsync(string name)
    {
        await Storage.Workers.InternQueuesAsync([name], Token);
        var queues = await Storage.Workers.ListQueuesAsync(Token);
        return queues.Single(queue => queue.Name == name).Number;
    }

    protected async Task<int> ContractAsync(string taskName = "Shop.SendReceipt", int version = 1)
        => (await Storage.Workers.InternContractsAsync([new TaskContract(taskName, version)], Token))[0];

    /// <summary>A claim of everything ready in the queues, most preferred first; in <c>default</c> when none are named.</summary>
    protected async Task<ClaimRequest> RequestAsync(int worker, int limit = 100, params IReadOnlyList<string> queues)
    {
        var numbers = new List<int>();
        foreach (var queue in queues.Count == 0 ? ["default"] : queues) numbers.Add(await QueueAsync(queue));
        return new ClaimRequest { WorkerId = worker, Queues = numbers, Contracts = [await ContractAsync()], Limit = limit, Thorough = true };
    }

    protected async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int worker, int limit = 100, params IReadOnlyList<string> queues)
        => (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(worker, limit, queues), Token)).Claimed;

    protected async Task<ClaimedJob> ClaimOneAsync(int worker)
        => Assert.Single(await ClaimAsync(worker, 1));

    /// <summary>The job's number, and that of its claims.</summary>
    protected static (long JobId, int Claims) Name(ClaimedJob job) => (job.AttemptId.JobId, job.AttemptId.Claims);

    /// <summary>The same claim of a job that had the same number and was lost in a fail-over: its claim was another time.</summary>
    protected static AttemptId OfLostJob(ClaimedJob job) => job.AttemptId with { ClaimedAt = job.AttemptId.ClaimedAt - 1 };

    protected async Task<Exchange> FinishAsync(params IReadOnlyList<AttemptOutcome> outcomes)
        => await Storage.Jobs.FinishAndClaimAsync(outcomes, null, Token);

    protected Task<IReadOnlyList<RescuedJob>> RescueAsync(int crashBudget = 3, int limit = 100) => Storage.RescueAsync(crashBudget, limit);

    protected static AttemptOutcome Ended(ClaimedJob job, OutcomeKind kind)
        => new() { Attempt = job.AttemptId, Kind = kind };

    protected static AttemptOutcome Retried(ClaimedJob job, TimeSpan delay, string message = "The mail server refused.")
        => new() { Attempt = job.AttemptId, Kind = OutcomeKind.Retry, Delay = delay, Error = AnError(job, message) };

    protected static AttemptError AnError(ClaimedJob job, string message = "The mail server refused.") => new()
    {
        Attempt = job.Attempt,
        Type = "System.InvalidOperationException",
        Message = message,
        Detail = "System.InvalidOperationException: " + message + "\n   at Shop.ReceiptTasks.SendReceiptAsync()",
    };

    protected async Task<JobDetails> FindAsync(long id)
        => await Storage.Reader.FindAsync(id, Token) ?? throw new InvalidOperationException($"Job {id} is not stored.");

    protected async Task<JobState> StateAsync(long id)
        => (await FindAsync(id)).State;
}
