namespace TypedTasks.Parity.Tests.Harness;

/// <summary>An empty database of a test's own, as an application uses it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Chooses it as the storage of an application.</summary>
    public abstract void Choose(ITypedTasksBuilder tasks);

    /// <summary>Runs the database's clock forward for all who use it. Steps add up.</summary>
    public abstract Task AdvanceClockAsync(TimeSpan by);

    public abstract ValueTask DisposeAsync();
}
