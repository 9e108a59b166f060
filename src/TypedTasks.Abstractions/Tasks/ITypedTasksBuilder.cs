namespace TypedTasks;

/// <summary>Collects the tasks and the storage of one TypedTasks instance while an application is being set up.</summary>
public interface ITypedTasksBuilder
{
    /// <summary>Adds the tasks of an assembly. Adding the same manifest twice is harmless.</summary>
    /// <param name="manifest">The generated manifest; <c>AddAllTasks()</c> passes those of all referenced assemblies.</param>
    ITypedTasksBuilder AddManifest(ITaskManifest manifest);

    /// <summary>Chooses where jobs are stored; the last choice wins.</summary>
    /// <param name="storage">Makes the storage when it is first needed.</param>
    ITypedTasksBuilder UseStorage(Func<IServiceProvider, Storage.IStorage> storage);
}
