using Microsoft.Extensions.DependencyInjection;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>A job this worker holds, from claim to accepted outcome. Scope and cancellation are made only when the task asks for them.</summary>
internal sealed class HeldJob(ClaimedJob job, SessionFacts session) : JobContext, IAsyncDisposable
{
    private readonly Lock gate = new();
    private AsyncServiceScope? scope;
    private CancellationTokenSource? cancellation;
    private StopReason stopReason;

    public AttemptId Id => job.AttemptId;

    public ClaimedJob Job => job;

    /// <summary>Null if this worker does not know the job's contract.</summary>
    public TaskDefinition? Definition { get; } = session.FindTask(job.Contract);

    public override long JobId => job.AttemptId.JobId;

    public override string TaskName => Definition?.Name ?? "";

    /// <summary>The name that the job is stored under; only of a known task.</summary>
    public string StoredName => session.StoredName(job.Contract);

    public override string Queue => session.QueueName(job.Queue);

    public override int Attempt => job.Attempt;

    public override int MaxAttempts => job.MaxAttempts;

    public override DateTimeOffset EnqueuedAt => job.EnqueuedAt;

    public override string Worker => session.WorkerName;

    public override IServiceProvider Services
    {
        get
        {
            lock (gate) return (scope ??= session.Scopes.CreateAsyncScope()).ServiceProvider;
        }
    }

    public override CancellationToken CancellationToken
    {
        get
        {
            lock (gate)
            {
                cancellation ??= new CancellationTokenSource();
                if (stopReason != StopReason.None) cancellation.Cancel();
                return cancellation.Token;
            }
        }
    }

    public StopReason StopReason
    {
        get
        {
            lock (gate) return stopReason;
        }
    }

    public override TService Service<TService>()
        => Services.GetService<TService>() ?? throw new InvalidOperationException(
            $"Task '{TaskName}' takes the service '{typeof(TService)}', which is not registered on this worker. Register it: builder.Services.AddScoped<{typeof(TService).Name}>(…).");

    public override TService KeyedService<TService>(object key)
        => Services is IKeyedServiceProvider keyed && keyed.GetKeyedService(typeof(TService), key) is TService service
            ? service
            : throw new InvalidOperationException(
                $"Task '{TaskName}' takes the service '{typeof(TService)}' with key '{key}', which is not registered on this worker. "
                + $"Register it: builder.Services.AddKeyedScoped<{typeof(TService).Name}>({key}, …).");

    /// <summary>Asks the task to stop. The first reason stays.</summary>
    public void Stop(StopReason reason)
    {
        CancellationTokenSource? source;
        lock (gate)
        {
            if (stopReason != StopReason.None) return;
            stopReason = reason;
            source = cancellation;
        }

        // Not in this thread, and not under the lock: callbacks registered by the task run here.
        if (source is not null) _ = source.CancelAsync();
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            return scope is { } created ? created.DisposeAsync() : ValueTask.CompletedTask;
        }
    }
}
