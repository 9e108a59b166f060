using TypedTasks.Storage;

namespace TypedTasks.Tests.Memory;

/// <summary>A storage in memory, for tests of the worker: calls can be made to fail before or after they took effect.</summary>
internal sealed class MemoryStorage(TimeProvider time) : IStorage, IMigrator, IJobStore, IWorkerStore, IMaintenanceStore, IJobReader, IJobControl, ISignal
{
    private readonly Lock gate = new();
    private readonly List<MemoryJob> jobs = [];
    private readonly List<TaskContract> contracts = [];
    private readonly List<string> queues = [];
    private readonly Dictionary<int, DateTimeOffset> workers = [];
    private readonly List<Action> listeners = [];
    private readonly List<Action> cancelListeners = [];
    private MemoryTransactions? transactions;
    private readonly List<Action<TimeSpan>> dueListeners = [];
    private readonly List<TaskCompletionSource> subscriptions = [];
    private int workerNumbers;
    private int prunable;

    /// <summary>Called with the outcomes of each exchange before any is written; may throw to refuse them.</summary>
    public Action<IReadOnlyList<AttemptOutcome>> Accept { get; set; } = _ => { };

    /// <summary>Called with the name of each role method before it takes effect; may throw.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Called after the effect; what it throws is an answer that was lost.</summary>
    public Action<string> After { get; set; } = _ => { };

    /// <summary>Told after every exchange, with the outcomes that were written.</summary>
    public Action<IReadOnlyList<AttemptOutcome>> Exchanged { get; set; } = _ => { };

    /// <summary>How many finished jobs a pruner finds.</summary>
    public int Prunable
    {
        get => Volatile.Read(ref prunable);
        set => Volatile.Write(ref prunable, value);
    }

    /// <summary>What live workers registered as their queues.</summary>
    public IReadOnlyList<string> Served { get; set; } = ["*"];

    /// <summary>Whether subscriptions are told of jobs and of when scheduled ones are due; if not, they are told nothing of jobs.</summary>
    public bool HearsJobs { get; set; } = true;

    /// <summary>Whether all signals of jobs are lost, though subscriptions believe that they hear them.</summary>
    public bool LosesSignals { get; set; }

    /// <summary>Whether subscriptions are told of requests to cancel.</summary>
    public bool HearsCancelRequests { get; set; } = true;

    public string Description => "memory";

    public int Pumps { get; set; } = 2;

    /// <summary>Says whether that many transactions of tasks are too many.</summary>
    public Func<int, string?> Shortage { get; set; } = _ => null;

    string? IStorage.FindShortage(int transactions) => Shortage(transactions);

    public IMigrator Migrator => this;

    public IJobStore Jobs => this;

    public IWorkerStore Workers => this;

    IJobTransactions IStorage.Transactions => Transactions;

    /// <summary>What tasks did in transactions.</summary>
    public MemoryTransactions Transactions => transactions ??= new MemoryTransactions(this);

    public IMaintenanceStore Maintenance => this;

    public IJobReader Reader => this;

    public IJobControl Control => this;

    public ISignal Signal => this;

    public IReadOnlyList<MemoryJob> All
    {
        get
        {
            lock (gate) return [.. jobs];
        }
    }

    /// <summary>The names of the queues.</summary>
    public IReadOnlyList<string> Queues
    {
        get
        {
            lock (gate) return [.. queues];
        }
    }

    public int LiveWorkers
    {
        get
        {
            lock (gate) return workers.Count;
        }
    }

    /// <summary>Takes back that a queue was ever stored, as a fail-over may.</summary>
    public void LoseQueue(string name)
    {
        lock (gate) queues[queues.IndexOf(name)] = $"lost {name}";
    }

    public ValueTask MigrateAsync(CancellationToken cancellationToken) => Call("Migrate", () => ValueTask.CompletedTask);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => Call("Check", () => ValueTask.CompletedTask);

    public void CheckTransaction(System.Data.Common.DbTransaction transaction) => throw new ArgumentException("The memory storage has no transactions.", nameof(transaction));

    public ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> toStore, System.Data.Common.DbTransaction? transaction, CancellationToken cancellationToken)
        => Call("Enqueue", () =>
        {
            IReadOnlyList<EnqueuedJob> stored = [.. toStore.Select(Store)];
            if (HearsJobs && !LosesSignals) Tell(toStore);
            return ValueTask.FromResult(stored);
        });

    public ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
        => Call(claim is null ? "Finish" : "Claim", () =>
        {
            Accept(outcomes);
            var late = outcomes.Where(outcome => !Write(outcome)).Select(outcome => outcome.Attempt).ToArray();
            Promotion? promotion = claim is { Promotes: > 0 } ? Promote(claim.Promotes) : null;
            var claimed = claim is null ? [] : Claim(claim);
            Exchanged(outcomes);
            return ValueTask.FromResult(new Exchange(claimed, late) { Promotion = promotion, Queues = claim is { Thorough: true } ? ListQueues() : null });
        });

    public ValueTask<int> RegisterAsync(WorkerRegistration worker, TimeSpan lease, CancellationToken cancellationToken)
        => Call("Register", () =>
        {
            workers[++workerNumbers] = time.GetUtcNow() + lease;
            return ValueTask.FromResult(workerNumbers);
        });

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs)
    {
        Before("Renew");
        lock (gate)
        {
            if (!workers.TryGetValue(workerId, out var expiry) || expiry < time.GetUtcNow()) return new Renewal(false, []);
            workers[workerId] = time.GetUtcNow() + lease;
            TimeSpan? nextEnd = workers.Count > 1 ? workers.Where(worker => worker.Key != workerId).Min(worker => worker.Value) - time.GetUtcNow() : null;
            return new Renewal(true, holdsJobs ? CancelRequests(workerId) : []) { NextLeaseEnd = nextEnd, OtherWorkers = workers.Values.Count(end => end > time.GetUtcNow()) - 1 };
        }
    }

    public ValueTask<IReadOnlyList<AttemptId>> ListCancelRequestsAsync(int workerId, CancellationToken cancellationToken)
        => Call("ListCancelRequests", () => ValueTask.FromResult<IReadOnlyList<AttemptId>>(CancelRequests(workerId)));

    public ValueTask<IReadOnlyList<AttemptId>> ListClaimedAsync(int workerId, CancellationToken cancellationToken)
        => Call("ListClaimed", () => ValueTask.FromResult<IReadOnlyList<AttemptId>>(
            [.. jobs.Where(job => job.State == JobState.Running && job.Worker == workerId).Select(job => job.AttemptId)]));

    public ValueTask RemoveAsync(int workerId, CancellationToken cancellationToken)
        => Call("Remove", () =>
        {
            workers.Remove(workerId);
            foreach (var job in jobs.Where(job => job.State == JobState.Running && job.Worker == workerId)) job.Release();
            return ValueTask.CompletedTask;
        });

    public ValueTask<IReadOnlyList<int>> InternContractsAsync(IReadOnlyList<TaskContract> names, CancellationToken cancellationToken)
        => Call("InternContracts", () => ValueTask.FromResult<IReadOnlyList<int>>([.. names.Select(name => Number(contracts, name))]));

    public ValueTask<TaskContract> ReadContractAsync(int contract, CancellationToken cancellationToken)
        => Call("ReadContract", () => ValueTask.FromResult(contracts[contract]));

    public ValueTask InternQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
        => Call("InternQueues", () =>
        {
            foreach (var name in names) Number(queues, name);
            return ValueTask.CompletedTask;
        });

    public ValueTask<IReadOnlyList<QueueNumber>> ListQueuesAsync(CancellationToken cancellationToken)
        => Call("ListQueues", () => ValueTask.FromResult<IReadOnlyList<QueueNumber>>(ListQueues()));

    public ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken)
        => Call("Promote", () => ValueTask.FromResult(Promote(limit)));

    public ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken)
        => Call("Rescue", () =>
        {
            var now = time.GetUtcNow();
            var dead = workers.Where(worker => worker.Value < now).Select(worker => worker.Key).ToHashSet();
            if (!workers.ContainsKey(rescuer) || dead.Contains(rescuer)) return ValueTask.FromResult<IReadOnlyList<RescuedJob>>([]);
            var orphans = jobs.Where(job => job.State == JobState.Running && dead.Contains(job.Worker)).Take(limit).ToArray();
            foreach (var job in orphans)
            {
                job.Crashes++;
                if (job.AtMostOnce) job.State = JobState.Failed;
                else job.Release();
            }

            foreach (var worker in dead) workers.Remove(worker);
            return ValueTask.FromResult<IReadOnlyList<RescuedJob>>([.. orphans.Select(job => new RescuedJob(job.Id, "dead", job.Crashes, job.State == JobState.Failed) { TaskName = contracts[job.Contract].TaskName })]);
        });

    public ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken) => Call("Prune", () => ValueTask.FromResult(Prunable > 0 ? Math.Min(limit, Interlocked.Exchange(ref prunable, Math.Max(0, prunable - limit))) : 0));

    public ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken)
        => Call("ReadQueueService", () => ValueTask.FromResult(new QueueService(
            [.. jobs.Where(job => job.State == JobState.Ready && !job.Parked).Select(job => queues[job.Queue]).Distinct()], Served)));

    public ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken)
        => Call("Find", () => ValueTask.FromResult(jobs.Find(job => job.Id == jobId)?.Details(contracts, queues)));

    public ValueTask<IReadOnlyList<JobDetails>> ListAsync(JobFilter filter, CancellationToken cancellationToken)
        => Call("List", () => ValueTask.FromResult<IReadOnlyList<JobDetails>>([.. jobs.Select(job => job.Details(contracts, queues))]));

    public ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken)
        => Call("Count", () => ValueTask.FromResult<IReadOnlyList<JobCount>>(
            [.. jobs.GroupBy(job => (job.Queue, job.State)).Select(group => new JobCount(queues[group.Key.Queue], group.Key.State, group.Count()))]));

    public ValueTask<IReadOnlyList<ContractCount>> CountContractsAsync(CancellationToken cancellationToken)
        => Call("CountContracts", () => ValueTask.FromResult<IReadOnlyList<ContractCount>>(
            [.. jobs.Where(job => job.State < JobState.Succeeded)
                .GroupBy(job => contracts[job.Contract])
                .Select(group => new ContractCount(group.Key, group.Count(), group.Min(job => job.EnqueuedAt)))]));

    public ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken)
        => Call("Cancel", () =>
        {
            var canceled = jobs.Find(job => job.Id == jobId)?.Cancel(reason) ?? false;
            if (HearsCancelRequests) cancelListeners.ForEach(static listener => listener());
            return ValueTask.FromResult(canceled);
        });

    public ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken)
        => Call("Retry", () =>
        {
            var answer = jobs.Find(job => job.Id == jobId)?.Retry() ?? RetryAnswer.NotStored;
            if (answer == RetryAnswer.Retried && HearsJobs && !LosesSignals) listeners.ForEach(static listener => listener());
            return ValueTask.FromResult(answer);
        });

    public ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, CancellationToken cancellationToken)
        => Call("Subscribe", () =>
        {
            listeners.Add(onSignal);
            cancelListeners.Add(onCancelRequest);
            dueListeners.Add(onDue);
            var completion = new TaskCompletionSource();
            subscriptions.Add(completion);
            return ValueTask.FromResult<ISignalSubscription>(new MemorySubscription(HearsJobs, HearsCancelRequests, completion.Task, () =>
            {
                lock (gate)
                {
                    listeners.Remove(onSignal);
                    cancelListeners.Remove(onCancelRequest);
                    dueListeners.Remove(onDue);
                }
            }));
        });

    /// <summary>Ends all subscriptions, as a connection that breaks does.</summary>
    public void BreakSubscriptions()
    {
        lock (gate)
        {
            foreach (var subscription in subscriptions) subscription.TrySetException(new StorageException(StorageFault.Unavailable, "The connection broke."));
        }
    }

    /// <summary>Tells all subscriptions that there may be a job.</summary>
    public void SignalAll()
    {
        Action[] told;
        lock (gate) told = [.. listeners];
        foreach (var listener in told) listener();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AttemptId[] CancelRequests(int workerId)
        => [.. jobs.Where(job => job.State == JobState.Running && job.Worker == workerId && job.CancelRequested).Select(job => job.AttemptId)];

    /// <summary>What an attempt has come to.</summary>
    public CommitOutcome OutcomeOf(AttemptId attempt) => jobs.Find(job => job.AttemptId == attempt)?.State switch
    {
        JobState.Running => CommitOutcome.RolledBack,
        JobState.Succeeded => CommitOutcome.Committed,
        _ => CommitOutcome.Late,
    };

    /// <summary>Writes the finish of a transaction; within a call.</summary>
    public void WriteCommitted(AttemptOutcome outcome)
    {
        if (!Write(outcome)) throw new InvalidOperationException("An attempt ended between its finish and its commit, which a database does not let happen.");
    }

    /// <summary>Gives a running job back, as a rescuer would.</summary>
    public void GiveBack(long jobId)
    {
        lock (gate) jobs.Single(job => job.Id == jobId).Release();
    }

    private void Tell(IReadOnlyList<JobToStore> stored)
    {
        var now = time.GetUtcNow();
        TimeSpan[] waits = [.. stored.Select(job => job.RunAt - now ?? job.Delay)];
        if (waits.Any(wait => wait <= TimeSpan.Zero)) listeners.ForEach(static listener => listener());
        if (waits.Any(wait => wait > TimeSpan.Zero)) dueListeners.ForEach(listener => listener(waits.Where(wait => wait > TimeSpan.Zero).Min()));
    }

    private Promotion Promote(int limit)
    {
        var due = jobs.Where(job => job.State == JobState.Scheduled && job.RunAt <= time.GetUtcNow()).Take(limit).ToArray();
        foreach (var job in due) job.State = JobState.Ready;
        var next = jobs.Where(job => job.State == JobState.Scheduled).Min(job => job.RunAt);
        return new Promotion(due.Length, next - time.GetUtcNow());
    }

    private QueueNumber[] ListQueues() => [.. queues.Select((name, number) => new QueueNumber(number, name))];

    public T Call<T>(string operation, Func<T> effect)
    {
        Before(operation);
        T result;
        lock (gate) result = effect();
        After(operation);
        return result;
    }

    private EnqueuedJob Store(JobToStore job)
    {
        var now = time.GetUtcNow();
        var runAt = job.RunAt ?? (job.Delay > TimeSpan.Zero ? now + job.Delay : null);
        jobs.Add(new MemoryJob
        {
            Id = jobs.Count + 1,
            Contract = Number(contracts, new TaskContract(job.TaskName, job.Version)),
            Queue = Number(queues, job.Queue),
            Priority = job.Priority,
            MaxAttempts = job.MaxAttempts,
            Deadline = job.Deadline,
            Settings = job.Settings,
            AtMostOnce = job.AtMostOnce,
            Payload = job.Payload.ToArray(),
            EnqueuedAt = now,
            RunAt = runAt,
            State = runAt > now ? JobState.Scheduled : JobState.Ready,
        });
        return new EnqueuedJob(jobs.Count, false);
    }

    private bool Write(AttemptOutcome outcome)
    {
        var job = jobs.Find(job => job.AttemptId == outcome.Attempt && job.State == JobState.Running);
        job?.Write(outcome, time.GetUtcNow());
        return job is not null;
    }

    /// <summary>Ends all leases, as a clock does while a process stands still; workers learn of it with their next heartbeat.</summary>
    public void EndLeases()
    {
        lock (gate)
        {
            foreach (var worker in workers.Keys) workers[worker] = DateTimeOffset.MinValue;
        }
    }

    private ClaimedJob[] Claim(ClaimRequest claim)
    {
        if (workers.TryGetValue(claim.WorkerId, out var leaseEnd) && leaseEnd < time.GetUtcNow()) return [];
        var chosen = jobs
            .Where(job => job.State == JobState.Ready && claim.Queues.Contains(job.Queue) && (!job.Parked || claim.Contracts.Contains(job.Contract)))
            .OrderBy(job => claim.Queues.ToList().IndexOf(job.Queue)).ThenByDescending(job => job.Priority).ThenBy(job => job.Id)
            .Take(claim.Limit).ToArray();
        return [.. chosen.Select(job => job.Claim(claim.WorkerId, time.GetUtcNow()))];
    }

    private static int Number<T>(List<T> list, T item)
    {
        if (!list.Contains(item)) list.Add(item);
        return list.IndexOf(item);
    }

    private sealed class MemorySubscription(bool hearsJobs, bool hearsCancelRequests, Task completion, Action unsubscribe) : ISignalSubscription
    {
        public bool HearsJobs => hearsJobs;

        public bool HearsCancelRequests => hearsCancelRequests;

        public Task Completion => completion;

        public void SetIdle(bool idle)
        {
        }

        public ValueTask DisposeAsync()
        {
            unsubscribe();
            return ValueTask.CompletedTask;
        }
    }
}
