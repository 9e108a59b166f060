using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Hosting;

internal sealed class TypedTasksWorkerBuilder(IServiceCollection services) : ITypedTasksWorkerBuilder
{
    public ITypedTasksWorkerBuilder Queues(params string[] queues)
    {
        ArgumentNullException.ThrowIfNull(queues);
        return Configure(options =>
        {
            options.Queues.Clear();
            foreach (var queue in queues) options.Queues.Add(queue);
        });
    }

    public ITypedTasksWorkerBuilder Concurrency(int slots) => Configure(options => options.Concurrency = slots);

    public ITypedTasksWorkerBuilder Configure(Action<TypedTasksWorkerOptions> configure)
    {
        services.Configure(configure);
        return this;
    }
}
