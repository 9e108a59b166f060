using System.Data.Common;

namespace TypedTasks;

/// <summary>One attempt at a job, as the running task sees it. Take it as a parameter of the task to use it.</summary>
public abstract class JobContext
{
    /// <summary>The job's number, unique within its storage.</summary>
    public abstract long JobId { get; }

    /// <summary>The stored name of the task.</summary>
    public abstract string TaskName { get; }

    /// <summary>The queue the job was claimed from.</summary>
    public abstract string Queue { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>How many attempts the job may use.</summary>
    public abstract int MaxAttempts { get; }

    /// <summary>When the job was enqueued, by the database's clock.</summary>
    public abstract DateTimeOffset EnqueuedAt { get; }

    /// <summary>The name of the worker that runs the attempt.</summary>
    public abstract string Worker { get; }

    /// <summary>The services of this attempt: a scope of its own, disposed when the attempt ends.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>The transaction of this attempt, which the worker commits together with the job's finish. Never end it yourself.</summary>
    /// <typeparam name="TTransaction">The type that the task takes as a parameter.</typeparam>
    /// <exception cref="InvalidOperationException">The attempt has no transaction, because the task takes none as a parameter, or it is of another database.</exception>
    public virtual TTransaction Transaction<TTransaction>()
        where TTransaction : DbTransaction
        => throw new InvalidOperationException(
            $"Job {JobId} has no transaction of type '{typeof(TTransaction)}'. Take it as a parameter of the task; it must be the one of the database that holds the jobs.");

    /// <summary>Canceled when the attempt should stop: its timeout is over, the worker shuts down or lost its lease, or the job was canceled.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>A service from the attempt's scope.</summary>
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public abstract TService Service<TService>()
        where TService : notnull;

    /// <summary>A keyed service from the attempt's scope.</summary>
    /// <param name="key">The key it was registered with.</param>
    /// <exception cref="InvalidOperationException">The service is not registered, or the container knows no keys.</exception>
    public abstract TService KeyedService<TService>(object key)
        where TService : notnull;
}
