namespace TypedTasks;

/// <summary>What the worker and the client know about one task: its stored name, its defaults, and how to run its payload.</summary>
public sealed record TaskDefinition
{
    /// <summary>The queue of tasks that name none.</summary>
    public const string DefaultQueue = "default";

    /// <summary>The number of attempts of tasks that name none.</summary>
    public const int DefaultMaxAttempts = 10;

    /// <summary>The seconds before a second attempt, for tasks that name none.</summary>
    public const double DefaultRetryDelaySeconds = 5;

    /// <summary>The seconds that an attempt may take, for tasks that name none: 10 minutes.</summary>
    public const double DefaultTimeoutSeconds = 600;

    /// <summary>The stable name under which the task's jobs are stored, such as <c>Shop.SendReceipt</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the payload's shape, from 1. A worker leaves versions it does not know to workers that do.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Former names of the task, under which older jobs may be stored; they run like its own.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Older versions of the payload's shape that can still be read.</summary>
    public IReadOnlyList<TaskVersion> OlderVersions { get; init; } = [];

    /// <summary>The queue its jobs go to by default.</summary>
    public string Queue { get; init; } = DefaultQueue;

    /// <summary>How often a job may be tried; at least 1, <see cref="int.MaxValue"/> for no limit.</summary>
    public int MaxAttempts { get; init; } = DefaultMaxAttempts;

    /// <summary>What holds when a worker is lost while it runs one of its jobs. <see cref="Delivery.AtMostOnce"/> means one attempt, whatever else is asked.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>The default priority of its jobs, from -32,767 to 32,767; higher is claimed first.</summary>
    public int Priority { get; init; }

    /// <summary>Time between enqueueing and readiness; zero or more.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Time from enqueueing within which its jobs are expected to start; null for no expectation.</summary>
    public TimeSpan? ExpectedWithin { get; init; }

    /// <summary>When a failed attempt is followed by the next one.</summary>
    public IRetryPolicy RetryPolicy { get; init; } = TypedTasks.RetryPolicy.Default;

    /// <summary>What the task says about one exception: the rule of the most derived type; null where none fits. Null for tasks without rules.</summary>
    public Func<Exception, RetryRule?>? RuleFor { get; init; }

    /// <summary>How long one attempt may take before it is canceled; zero or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(DefaultTimeoutSeconds);

    /// <summary>Turns a stored payload into a call that is ready to run.</summary>
    public required TaskDecoder Decode { get; init; }

    /// <summary>
    /// The type of the transaction that the task takes, such as <c>DbTransaction</c>; null if it takes none. With one, the task's effects and
    /// its finish are committed together: exactly once.
    /// </summary>
    public Type? Transaction { get; init; }

    /// <summary>What is sensitive in payloads of this version; null for nothing.</summary>
    public SensitivePaths? Sensitive { get; init; }

    /// <summary>What is sensitive in results of jobs of this version; null for nothing.</summary>
    public SensitivePaths? SensitiveResult { get; init; }

    /// <summary>The services that the task can't run without, as far as they have no key: what a worker must have registered.</summary>
    public IReadOnlyList<Type> Services { get; init; } = [];

    /// <summary>The services with a key that the task can't run without, and their keys.</summary>
    public IReadOnlyList<KeyValuePair<Type, object>> KeyedServices { get; init; } = [];

    /// <summary>Every name and version under which jobs of this task may be stored.</summary>
    public IEnumerable<Storage.TaskContract> Contracts
        => from name in Aliases.Prepend(Name)
           from version in OlderVersions.Select(older => older.Version).Prepend(Version)
           select new Storage.TaskContract(name, version);

    /// <summary>
    /// The same task for jobs of another version. Which build runs such a job, and so which version its result has, nobody knows:
    /// in its result all is sensitive that is so in that version or in a later one.
    /// </summary>
    /// <param name="version">This version or one of <see cref="OlderVersions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The task has no such version.</exception>
    public TaskDefinition For(int version)
    {
        if (version == Version) return this;
        var older = OlderVersions.FirstOrDefault(older => older.Version == version)
            ?? throw new ArgumentOutOfRangeException(nameof(version), version, $"Task '{Name}' has no version {version}.");
        var results = OlderVersions.Where(candidate => candidate.Version >= version).Select(candidate => candidate.SensitiveResult);
        return this with { Version = version, Decode = older.Decode, Sensitive = older.Sensitive, SensitiveResult = SensitiveUnion.Of(results.Prepend(SensitiveResult)) };
    }

    /// <inheritdoc/>
    public override string ToString() => Version == 1 ? Name : $"{Name} v{Version}";
}
