using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>A storage and its model, side by side.</summary>
internal sealed class ModelRun
{
    private long? _beginning;

    private ModelRun(IStorage storage, StorageFixture fixture, CancellationToken cancellationToken)
        => (Storage, Fixture, Token) = (storage, fixture, cancellationToken);

    public IStorage Storage { get; }

    public StorageFixture Fixture { get; }

    public CancellationToken Token { get; }

    public StoreModel Model { get; } = new();

    /// <summary>The stored numbers of queues 0 to 2.</summary>
    public required int[] Queues { get; init; }

    /// <summary>The stored numbers of the contract that all workers know, and of the new one.</summary>
    public required IReadOnlyList<int> Contracts { get; init; }

    /// <summary>Begins with no jobs and no workers, and a clock that stands still.</summary>
    public static async Task<ModelRun> BeginAsync(IStorage storage, StorageFixture fixture, CancellationToken cancellationToken)
    {
        await fixture.ClearAsync();
        string[] names = [JobSpec.QueueName(0), JobSpec.QueueName(1), JobSpec.QueueName(2)];
        await storage.Workers.InternQueuesAsync(names, cancellationToken);
        var queues = (await storage.Workers.ListQueuesAsync(cancellationToken)).ToDictionary(static queue => queue.Name, static queue => queue.Number);
        var run = new ModelRun(storage, fixture, cancellationToken)
        {
            Queues = [.. names.Select(name => queues[name])],
            Contracts = await storage.Workers.InternContractsAsync([JobSpec.Contract(false), JobSpec.Contract(true)], cancellationToken),
        };
        await fixture.SetClockAsync(run.Model.Now);
        return run;
    }

    /// <summary>Makes one call, and looks whether storage and model are still the same.</summary>
    public async Task StepAsync(Operation operation)
    {
        await operation.RunAsync(this);
        var stored = await ReadAsync();
        Assert.Equal(Model.Jobs.Keys, stored.Keys.Order());
        foreach (var job in Model.Jobs.Values) Assert.Equal($"{job.Id}: {job.Describe()}", $"{job.Id}: {ModelJob.Describe(stored[job.Id])}");
    }

    /// <summary>What takes a call of its own for each job is compared once.</summary>
    public async Task EndAsync()
    {
        foreach (var job in Model.Jobs.Values)
        {
            var stored = await Storage.Reader.FindAsync(job.Id, Token);
            Assert.Equal($"{job.Id}: {job.Errors} errors", $"{job.Id}: {stored?.Errors.Count} errors");
        }

        foreach (var worker in Model.EveryWorker)
        {
            var claimed = await Storage.Workers.ListClaimedAsync(worker, Token);
            Assert.Equal(Model.Running.Where(job => job.Worker == worker).Select(static job => job.Attempt), claimed.OrderBy(static attempt => attempt.JobId));
        }

        var numbers = new[] { Model.Jobs.Count(static job => !job.Value.HasEnded), Model.Jobs.Count(static job => job.Value.HasEnded), Model.Jobs.Sum(static job => job.Value.Errors) };
        Assert.Equal(numbers, new[] { await CountAsync("job"), await CountAsync("job_history"), await CountAsync("attempt_error") });
    }

    /// <summary>What a claim made now is stamped with, for a storage that has once stamped one so: it counts microseconds from a moment of its own.</summary>
    public long Stamp(long given)
    {
        var passed = (Model.Now - StoreModel.Beginning).Ticks / TimeSpan.TicksPerMicrosecond;
        _beginning ??= given - passed;
        return _beginning.Value + passed;
    }

    /// <summary>All stored jobs by their numbers.</summary>
    public async Task<Dictionary<long, JobDetails>> ReadAsync()
        => (await Storage.Reader.ListAsync(new JobFilter { Limit = 1000 }, Token)).ToDictionary(static job => job.Id);

    private async Task<int> CountAsync(string table) => (int)await Fixture.CountRowsAsync(table);
}
