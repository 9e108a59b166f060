using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

using TypedTasks;
using TypedTasks.Clients;
using TypedTasks.Hosting;
using TypedTasks.Secrets;
using TypedTasks.Storage;
using TypedTasks.Tasks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TypedTasks to an application.</summary>
public static class TypedTasksServiceCollectionExtensions
{
    /// <summary>Adds the client: what enqueues jobs. Settings come from the configuration section <c>TypedTasks</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Adds the tasks and chooses the storage: <c>tasks => tasks.AddAllTasks().UsePostgres("Shop")</c>.</param>
    /// <exception cref="InvalidOperationException">TypedTasks was added before.</exception>
    public static IServiceCollection AddTypedTasks(this IServiceCollection services, Action<ITypedTasksBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(TypedTasksBuilder)))
            throw new InvalidOperationException("AddTypedTasks(…) was called twice on the same services. Call it once, with all tasks and one storage.");

        var builder = new TypedTasksBuilder();
        configure(builder);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(builder);
        services.AddSingleton(provider => builder.CreateStorage(provider));
        services.AddSingleton(new TaskTable(builder.Manifests));
        services.AddSingleton(provider => new ConfigureFromSection(provider.GetService<IConfiguration>()));
        services.AddSingleton<IConfigureOptions<TypedTasksOptions>>(provider => provider.GetRequiredService<ConfigureFromSection>());
        services.AddSingleton<IValidateOptions<TypedTasksOptions>, TypedTasksOptionsValidator>();
        services.AddOptions<TypedTasksOptions>().ValidateOnStart();
        services.AddSingleton<StorageGate>();
        services.AddSingleton<JobWaiter>();
        services.AddSingleton<SensitiveData>();
        services.AddSingleton<IJobReader, RedactingJobReader>();
        services.AddSingleton<ITaskClient, StoredTaskClient>();
        services.AddSingleton<IHostedService>(CreateClientHost);
        return services;
    }

    /// <summary>Adds a worker: what runs jobs. Settings come from the configuration section <c>TypedTasks:Worker</c>, then from here.</summary>
    /// <param name="services">The application's services; <see cref="AddTypedTasks"/> is needed too, before or after.</param>
    /// <param name="configure">Sets the worker up in code.</param>
    public static IServiceCollection AddTypedTasksWorker(this IServiceCollection services, Action<ITypedTasksWorkerBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<TypedTasksWorkerOptions>, ConfigureFromSection>(
            provider => provider.GetService<ConfigureFromSection>() ?? throw NotAdded()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TypedTasksWorkerOptions>, TypedTasksWorkerOptionsValidator>());
        services.AddOptions<TypedTasksWorkerOptions>().ValidateOnStart();
        services.TryAddSingleton(CreateWorker);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkerHost>(CreateWorkerHost));
        configure?.Invoke(new TypedTasksWorkerBuilder(services));
        return services;
    }

    private static TaskWorker CreateWorker(IServiceProvider services) => new(
        services.GetService<IStorage>() ?? throw NotAdded(),
        services.GetRequiredService<StorageGate>(),
        services.GetRequiredService<TaskTable>(),
        services.GetRequiredService<ITaskClient>(),
        services.GetRequiredService<SensitiveData>(),
        services.GetRequiredService<IServiceScopeFactory>(),
        services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>(),
        services.GetRequiredService<IOptions<TypedTasksOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        Logger<TaskWorker>(services));

    private static WorkerHost CreateWorkerHost(IServiceProvider services) => new(
        services.GetRequiredService<TaskWorker>(),
        services.GetRequiredService<IOptions<TypedTasksWorkerOptions>>(),
        services.GetRequiredService<IOptions<HostOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetService<TaskTable>() ?? throw NotAdded(),
        services.GetRequiredService<IStorage>(),
        services.GetService<IServiceProviderIsService>(),
        Logger<TaskWorker>(services));

    private static ClientHost CreateClientHost(IServiceProvider services) => new(
        services.GetRequiredService<ITaskClient>(),
        services.GetRequiredService<TaskTable>(),
        services.GetRequiredService<IStorage>(),
        services.GetRequiredService<StorageGate>(),
        services.GetRequiredService<SensitiveData>(),
        services.GetService<IConfiguration>(),
        Logger<ClientHost>(services));

    private static ILogger<T> Logger<T>(IServiceProvider services)
        => (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<T>();

    private static InvalidOperationException NotAdded()
        => new("AddTypedTasksWorker() needs AddTypedTasks(…) on the same services: it says which tasks there are and where jobs are stored.");
}
