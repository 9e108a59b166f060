using System.Collections.Frozen;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using TypedTasks.Clients;
using TypedTasks.Retries;
using TypedTasks.Secrets;
using TypedTasks.Storage;
using TypedTasks.Tasks;
using TypedTasks.Workers;

namespace TypedTasks;

/// <summary>Runs jobs. A host runs it by itself after <c>AddTypedTasksWorker()</c>; in code, take it from dependency injection and call one of its methods.</summary>
public sealed class TaskWorker
{
    private readonly IStorage storage;
    private readonly StorageGate gate;
    private readonly TaskTable tasks;
    private readonly ITaskClient client;
    private readonly SensitiveData sensitive;
    private readonly IServiceScopeFactory scopes;
    private readonly TypedTasksWorkerOptions options;
    private readonly TypedTasksOptions shared;
    private readonly TimeProvider time;
    private readonly Random chance = new();
    private readonly Outage outage;
    private readonly AbandonedJobs abandoned;
    private readonly LostTransactions lost;
    private readonly PoolRoom room;
    private readonly MemoryShortage memory;
    private readonly CrowdedLog logger;
    private WorkerSession? current;
    private string? whyLost;
    private int runs;
    private int? leftBehind;

    internal TaskWorker(
        IStorage storage, StorageGate gate, TaskTable tasks, ITaskClient client, SensitiveData sensitive, IServiceScopeFactory scopes,
        IOptions<TypedTasksWorkerOptions> options, IOptions<TypedTasksOptions> shared, TimeProvider time, ILogger<TaskWorker> logger)
    {
        this.storage = storage;
        this.gate = gate;
        this.tasks = tasks;
        this.client = client;
        this.sensitive = sensitive;
        this.scopes = scopes;
        this.options = options.Value;
        this.shared = shared.Value;
        abandoned = new AbandonedJobs(this.options.MaxAbandoned ?? this.options.Concurrency);
        this.time = time;
        this.logger = new CrowdedLog(new UnfailingLogger(logger), time);
        if (tasks.Contracts.Select(contract => sensitive.ResultProblem(tasks[contract])).FirstOrDefault(problem => problem is not null) is { } missing)
            throw new InvalidOperationException(missing);
        if (TransactionCheck.Problem(tasks, storage) is { } unfit) throw new InvalidOperationException(unfit);
        outage = new Outage(time, chance, this.logger);
        lost = new LostTransactions(time, chance);
        room = new PoolRoom(this.options.Concurrency + abandoned.Max, time, this.logger);
        memory = new MemoryShortage(this.logger);
        Name = this.options.Name ?? $"{Environment.MachineName}:{Environment.ProcessId}";
    }

    /// <summary>The worker's name in logs and lists.</summary>
    public string Name { get; }

    /// <summary>How the worker is at this moment.</summary>
    public WorkerStatus Status
    {
        get
        {
            var session = Volatile.Read(ref current);
            return new WorkerStatus
            {
                Worker = Name,
                IsRunning = Volatile.Read(ref runs) > 0,
                HasLease = session is { HasLease: true },
                LeaseProblem = session is { HasLease: true } ? null : session?.WhyLost ?? outage.Trouble ?? Volatile.Read(ref whyLost),
                Running = session?.Running ?? 0,
                Abandoned = abandoned.Count,
                MaxAbandoned = abandoned.Max,
                MemoryRanOut = memory.Seen,
                SinceLastTrip = session?.SinceLastTrip,
            };
        }
    }

    /// <summary>
    /// Runs jobs until it is stopped. While the storage is away it waits with growing pauses and comes back by itself.
    /// </summary>
    /// <param name="stop">Asks for a graceful stop: no more claims, running jobs may finish within <see cref="TypedTasksWorkerOptions.ShutdownGrace"/>, the rest is released.</param>
    /// <exception cref="StorageException">The storage is set up wrongly from the start (<see cref="StorageFault.Configuration"/>): waiting can't help.</exception>
    /// <exception cref="InvalidOperationException">The worker is running already.</exception>
    public Task RunAsync(CancellationToken stop) => RunAsync(StopPlan.Unhurried(options.ShutdownGrace), stop, CancellationToken.None);

    /// <summary>Runs jobs until none is ready and none is running, then returns. Jobs that are scheduled for later, retries among them, are left.</summary>
    /// <param name="stop">Asks for a graceful stop before that.</param>
    /// <exception cref="StorageException">The storage can't be used.</exception>
    /// <exception cref="InvalidOperationException">The worker is running already.</exception>
    public Task RunUntilIdleAsync(CancellationToken stop = default)
        => OnlyOnceAtATimeAsync(async () =>
        {
            await gate.OpenAsync(stop).ConfigureAwait(false);
            while (!await RunSessionAsync(burst: true, StopPlan.Unhurried(options.ShutdownGrace), stop, CancellationToken.None).ConfigureAwait(false))
                stop.ThrowIfCancellationRequested();
        });

    internal Task RunAsync(StopPlan plan, CancellationToken stop, CancellationToken hurry)
        => OnlyOnceAtATimeAsync(async () =>
        {
            var everWorked = false;
            for (var streak = 0; !stop.IsCancellationRequested;)
            {
                try
                {
                    await gate.OpenAsync(stop).ConfigureAwait(false);
                    everWorked = true;
                    await RunSessionAsync(burst: false, plan, stop, hurry).ConfigureAwait(false);
                    streak = 0;
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return;
                }
                catch (ObjectDisposedException) when (stop.IsCancellationRequested)
                {
                    // The host was disposed without a stop, and the storage with it: nothing can be written any more, and nobody is to be told.
                    return;
                }
                catch (Exception problem) when (everWorked || problem is not StorageException { Fault: StorageFault.Configuration })
                {
                    await outage.PauseAsync("starting the worker", problem, ++streak, stop).ConfigureAwait(false);
                }
            }
        });

    private async Task OnlyOnceAtATimeAsync(Func<Task> run)
    {
        if (Interlocked.Increment(ref runs) != 1)
        {
            Interlocked.Decrement(ref runs);
            throw new InvalidOperationException(
                $"Worker {Name} is running already: a host that was started runs its worker by itself, and nothing has to be called. "
                + "To run jobs until none is left, as tests do, don't start the host; to run more at once, raise the worker's Concurrency.");
        }

        try
        {
            await run().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref runs);
        }
    }

    /// <returns>False if the lease was lost before the work was done.</returns>
    private async Task<bool> RunSessionAsync(bool burst, StopPlan plan, CancellationToken stop, CancellationToken hurry)
    {
        var selection = new QueueSelection(options.Queues);
        var facts = await RegisterAsync(selection, stop).ConfigureAwait(false);
        Log.WorkerStarted(logger, Name, options.Concurrency, selection.Text, tasks.TaskCount, storage.Description);
        outage.Over();

        // Tasks enqueue through the worker's own client, whatever else runs in the process.
        using var ambient = TaskClient.Use(client);
        using var session = new WorkerSession(
            storage, facts.Session, selection, NewRunner(), abandoned, memory, room, options, plan, facts.RegisteredAt, burst, outage, time, chance, logger);
        Volatile.Write(ref current, session);
        try
        {
            return await session.RunAsync(stop, hurry).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref whyLost, session.WhyLost);
            Volatile.Write(ref current, null);
            if (!session.Removed) leftBehind = facts.Session.WorkerId;
            logger.Flush();
            Log.WorkerStopped(logger, Name);
        }
    }

    private AttemptRunner NewRunner()
    {
        var judge = new AttemptJudge(new RetryDecider(time, chance, logger), time, options.AbandonAfter, logger);
        var exactlyOnce = new ExactlyOnce(storage.Transactions, judge, options.Lease, lost, outage, time, logger);
        return new AttemptRunner(storage.Workers, judge, exactlyOnce, sensitive, room, memory, time, shared.MaxPayloadBytes, logger);
    }

    // An outage ended the last session, and its removal failed. Done now, before rescuers trust their leases again, its jobs are charged no crash.
    private async Task RemoveLeftBehindAsync(CancellationToken cancellationToken)
    {
        if (leftBehind is not { } workerId) return;
        await storage.Workers.RemoveAsync(workerId, cancellationToken).ConfigureAwait(false);
        leftBehind = null;
    }

    private async Task<(SessionFacts Session, long RegisteredAt)> RegisterAsync(QueueSelection selection, CancellationToken cancellationToken)
    {
        await RemoveLeftBehindAsync(cancellationToken).ConfigureAwait(false);
        var contracts = tasks.Contracts;
        var numbers = await storage.Workers.InternContractsAsync(contracts, cancellationToken).ConfigureAwait(false);
        string[] queues = [.. tasks.DefaultQueues.Union(selection.NamedQueues)];
        await storage.Workers.InternQueuesAsync(queues, cancellationToken).ConfigureAwait(false);
        var registration = new WorkerRegistration
        {
            Name = Name,
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Queues = selection.Text,
            Concurrency = options.Concurrency,
        };
        var registeredAt = time.GetTimestamp();
        var workerId = await storage.Workers.RegisterAsync(registration, options.Lease, cancellationToken).ConfigureAwait(false);
        var byNumber = numbers.Zip(contracts, (number, contract) => KeyValuePair.Create(number, (contract.TaskName, tasks[contract]))).ToFrozenDictionary();
        return (new SessionFacts(workerId, Name, byNumber, scopes, shared.Queues) { OwnQueues = queues }, registeredAt);
    }
}
