using System.Data.Common;

using Microsoft.Extensions.DependencyInjection;

using TypedTasks.Jobs;
using TypedTasks.Secrets;
using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>A job this worker holds, from claim to accepted outcome. Scope and cancellation are made only when the task asks for them.</summary>
/// <param name="job">What was claimed.</param>
/// <param name="session">What it shares with the other jobs of the session.</param>
/// <param name="claimedAt">A timestamp from before the claim was sent: the time left until a deadline counts from there, so that no job starts after it.</param>
internal sealed class HeldJob(ClaimedJob job, SessionFacts session, long claimedAt) : JobContext, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TypedTasksQueueOptions? queueSettings = session.SettingsOf(job.Queue);
    private readonly (JobSettings? Value, Exception? Fault) settings = job.Settings is null ? default : ReadSettings(job.Settings);
    private AsyncServiceScope? scope;
    private CancellationTokenSource? cancellation;
    private StopReason stopReason;
    private DbTransaction? transaction;
    private SensitiveData? secrets;
    private SecretMask? mask;
    private AttemptOutcome? returned;

    public AttemptId Id => job.AttemptId;

    public ClaimedJob Job => job;

    /// <summary>Null if this worker does not know the job's contract.</summary>
    public TaskDefinition? Definition { get; } = session.FindTask(job.Contract);

    /// <summary>How long the attempt may take: what the job asks for, else its queue, else its task; zero or less for no limit.</summary>
    public TimeSpan Timeout => settings.Value?.Timeout ?? queueSettings?.Timeout ?? Definition?.Timeout ?? TimeSpan.Zero;

    /// <summary>The policy that the job asks for, else its queue, else its task.</summary>
    public IRetryPolicy RetryPolicy
    {
        get
        {
            if (settings.Value?.RetryPolicy is { } own) return own;
            var policy = Definition?.RetryPolicy ?? TypedTasks.RetryPolicy.Default;
            return queueSettings?.Over(policy) ?? policy;
        }
    }

    /// <summary>When the attempt began; a timestamp.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Since when it waits for a slot; a timestamp.</summary>
    public long WaitsSince { get; set; }

    /// <summary>When something is to be done about the attempt because it takes too long; a timestamp. Guarded by the board, like <see cref="Place"/>.</summary>
    public long DueAt { get; set; } = long.MaxValue;

    /// <summary>Its index among the running jobs; -1 if it does not run.</summary>
    public int Place { get; set; } = -1;

    /// <summary>Whether the task ignored its cancellation and was given up: it may still run, but how its attempt ended is decided.</summary>
    public bool IsAbandoned { get; private set; }

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

    public override TTransaction Transaction<TTransaction>() => transaction as TTransaction ?? base.Transaction<TTransaction>();

    public override TService Service<TService>()
        => Services.GetService<TService>() ?? throw new InvalidOperationException(
            $"Task '{TaskName}' takes the service '{typeof(TService)}', which is not registered on this worker. Register it: builder.Services.AddScoped<{typeof(TService).Name}>(…).");

    public override TService KeyedService<TService>(object key)
        => Services is IKeyedServiceProvider keyed && keyed.GetKeyedService(typeof(TService), key) is TService service
            ? service
            : throw new InvalidOperationException(
                $"Task '{TaskName}' takes the service '{typeof(TService)}' with key '{key}', which is not registered on this worker. "
                + $"Register it: builder.Services.AddKeyedScoped<{typeof(TService).Name}>({key}, …).");

    public void Begin(long at) => StartedAt = at;

    /// <summary>Whether the attempt has been given a transaction.</summary>
    public bool HasTransaction => Volatile.Read(ref transaction) is not null;

    /// <summary>Gives the attempt a transaction.</summary>
    public void Use(DbTransaction begun) => Volatile.Write(ref transaction, begun);

    /// <summary>The task is to run once more in the same attempt: its scope, which has ended, is not used again.</summary>
    public void StartOver()
    {
        lock (gate) scope = null;
    }

    public void Abandon() => IsAbandoned = true;

    /// <summary>How the attempt ends because of what its task returned; set before its scope ends, which may take for ever. Null while nobody knows.</summary>
    public AttemptOutcome? Returned
    {
        get => Volatile.Read(ref returned);
        set => Volatile.Write(ref returned, value);
    }

    /// <summary>Reads payload and settings.</summary>
    /// <exception cref="InvalidPayloadException">One of them can't be read.</exception>
    public TaskCall Decode(SensitiveData sensitive)
    {
        secrets = sensitive;
        if (settings.Fault is { } fault) throw new InvalidPayloadException($"The job's own settings can't be read: {fault.Message}", fault);
        return Definition!.Decode(sensitive.UnprotectPayload(Definition, job.Payload)); // ! a job without one is parked, not run
    }

    /// <summary>What is to be taken out of texts about the job; of one that nobody decoded there is nothing.</summary>
    public SecretMask Mask => mask ??= Definition is { } task && secrets is { } known ? known.MaskOf(task, job.Payload) : SecretMask.None;

    /// <summary>The time until the job's deadline; null if it has none.</summary>
    public TimeSpan? TimeLeft(TimeProvider time) => job.StartWithin is { } atClaim ? atClaim - time.GetElapsedTime(claimedAt) : null;

    /// <summary>Asks the task to stop. The first reason stays.</summary>
    /// <returns>False if it was asked before.</returns>
    public bool Stop(StopReason reason)
    {
        CancellationTokenSource? source;
        lock (gate)
        {
            if (stopReason != StopReason.None) return false;
            stopReason = reason;
            source = cancellation;
        }

        // Not in this thread, and not under the lock: callbacks registered by the task run here.
        if (source is not null) _ = source.CancelAsync();
        return true;
    }

    public ValueTask DisposeAsync()
    {
        AsyncServiceScope? created;
        lock (gate) created = scope;

        // Not under the lock: services of users end here, and may block, while the board asks the job to stop.
        return created?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    // Only kept here: the attempt fails by it, alone, when its turn comes.
    private static (JobSettings? Value, Exception? Fault) ReadSettings(byte[] stored)
    {
        try
        {
            return (JobSettings.Read(stored), null);
        }
        catch (Exception problem)
        {
            return (null, problem);
        }
    }
}
