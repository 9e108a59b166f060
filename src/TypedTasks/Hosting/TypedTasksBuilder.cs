using TypedTasks.Storage;

namespace TypedTasks.Hosting;

/// <summary>Collects what <c>AddTypedTasks(…)</c> is told.</summary>
internal sealed class TypedTasksBuilder : ITypedTasksBuilder
{
    private readonly Dictionary<Type, ITaskManifest> manifests = [];

    public IEnumerable<ITaskManifest> Manifests => manifests.Values;

    public Func<IServiceProvider, IStorage>? Storage { get; private set; }

    public ITypedTasksBuilder AddManifest(ITaskManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        manifests.TryAdd(manifest.GetType(), manifest);
        return this;
    }

    public ITypedTasksBuilder UseStorage(Func<IServiceProvider, IStorage> storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        Storage = storage;
        return this;
    }

    public IStorage CreateStorage(IServiceProvider services)
        => Storage?.Invoke(services) ?? throw new InvalidOperationException(
            "No storage was chosen for TypedTasks. Choose one: AddTypedTasks(tasks => tasks.AddAllTasks().UsePostgres(\"Shop\")), or .UseSqlite(\"shop.db\").");
}
