namespace TypedTasks;

/// <summary>Sets up a worker in code; what is set here wins over the configuration.</summary>
public interface ITypedTasksWorkerBuilder
{
    /// <summary>The queues, most preferred first: names, prefixes such as <c>email*</c>, or <c>*</c> for all. Replaces those of the configuration.</summary>
    /// <param name="queues">At least one.</param>
    ITypedTasksWorkerBuilder Queues(params string[] queues);

    /// <summary>The number of slots: how many jobs run at once.</summary>
    /// <param name="slots">From 1 to 10,000.</param>
    ITypedTasksWorkerBuilder Concurrency(int slots);

    /// <summary>Any other setting.</summary>
    /// <param name="configure">Changes the options.</param>
    ITypedTasksWorkerBuilder Configure(Action<TypedTasksWorkerOptions> configure);
}
