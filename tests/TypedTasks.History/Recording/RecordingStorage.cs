using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Recording;

/// <summary>A storage that writes down what its worker asks and is answered.</summary>
public sealed class RecordingStorage(IStorage storage, IEventLog log) : IStorage
{
    public string Description => storage.Description;

    public int Pumps => storage.Pumps;

    public IMigrator Migrator => storage.Migrator;

    public IJobStore Jobs { get; } = new RecordingJobs(storage.Jobs, log);

    public IWorkerStore Workers { get; } = new RecordingWorkers(storage.Workers, log);

    public IJobTransactions Transactions { get; } = new RecordingTransactions(storage.Transactions, log);

    public IMaintenanceStore Maintenance { get; } = new RecordingMaintenance(storage.Maintenance, log);

    public IJobReader Reader => storage.Reader;

    public IJobControl Control => storage.Control;

    public ISignal Signal => storage.Signal;

    public ValueTask DisposeAsync() => storage.DisposeAsync();
}
