namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>An attempt that keeps what its task was called with.</summary>
internal sealed class Capture : JobContext
{
    private readonly List<object?> values = [];

    public IReadOnlyList<object?> Values => values;

    public override long JobId => 1;

    public override string TaskName => "";

    public override string Queue => "";

    public override int Attempt => 1;

    public override int MaxAttempts => 1;

    public override DateTimeOffset EnqueuedAt => DateTimeOffset.UnixEpoch;

    public override string Worker => "";

    public override IServiceProvider Services { get; } = new NoServices();

    public override CancellationToken CancellationToken { get; } = new(canceled: true);

    public override TService Service<TService>() => throw new InvalidOperationException($"No {typeof(TService)} here.");

    public override TService KeyedService<TService>(object key)
        => typeof(TService) == typeof(object) ? (TService)key : throw new InvalidOperationException($"No {typeof(TService)} here.");

    public override TTransaction Transaction<TTransaction>() => new Output.NoTransaction() as TTransaction ?? throw new InvalidOperationException($"No {typeof(TTransaction)} here.");

    /// <summary>Keeps what a task got.</summary>
    public static void Got(JobContext context, object? value) => ((Capture)context).values.Add(value);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
