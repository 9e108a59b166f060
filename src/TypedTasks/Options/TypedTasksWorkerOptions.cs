namespace TypedTasks;

/// <summary>Settings of a worker; configuration section <c>TypedTasks:Worker</c>.</summary>
public sealed class TypedTasksWorkerOptions
{
    /// <summary>
    /// The queues, most preferred first: names, prefixes such as <c>email*</c>, or <c>*</c> for all. Matches of a wildcard take turns. Empty (default) means <c>*</c>.
    /// </summary>
    public IList<string> Queues { get; } = [];

    /// <summary>The number of slots: how many jobs run at once; from 1 to 10,000. Default: 16.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>
    /// How many jobs at most are claimed ahead of the slots, from 0 to 10,000. Default: 1,000.
    /// The worker claims ahead only what it expects to start within 50 ms, so this bound matters for very short jobs.
    /// </summary>
    public int MaxPrefetch { get; set; } = 1000;

    /// <summary>
    /// How long an idle worker waits before it looks for jobs without having been signalled; from 10 ms to 1 hour. Default: 1 second.
    /// While it hears signals, which a connection through a pooler does not, the pauses double up to five times as long.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the worker's jobs stay its own without a heartbeat; at least three heartbeats, at most 1 day. Default: 10 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the lease is renewed; at least 100 ms. Default: 3 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long running jobs may go on when the worker stops, before they are canceled; from zero to 1 day. Default: 20 seconds.
    /// A host grants no more than its <c>HostOptions.ShutdownTimeout</c> (default: 30 seconds) less three tenths of it, at most 9 seconds, in which the rest is released.
    /// </summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a task may ignore that it was asked to stop, by its timeout or on request, before it is abandoned: its slot goes to other jobs, and it runs on without one.
    /// More than zero, at most 1 day. Default: 30 seconds.
    /// </summary>
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many abandoned tasks may run on in this worker; from 1 to 10,000. With so many it is unhealthy and claims no more jobs until one returns.
    /// Default: null, as many as there are slots.
    /// </summary>
    public int? MaxAbandoned { get; set; }

    /// <summary>
    /// How many workers may die while they have a job; from 2 to 1,000. Default: 3. A job one death short of it runs alone in its worker,
    /// and fails only if that worker dies too: what dies with a job beside it is charged no more than that.
    /// </summary>
    public int CrashBudget { get; set; } = 3;

    /// <summary>How long finished jobs stay in the history; more than zero, <see cref="TimeSpan.MaxValue"/> for ever. Default: 7 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The worker's name in logs and lists; at most 200 characters. Default: host and process number, <c>web-3:4711</c>.</summary>
    public string? Name { get; set; }
}
