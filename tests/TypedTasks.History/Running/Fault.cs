namespace TypedTasks.History.Running;

/// <summary>Something that goes wrong for a while.</summary>
internal abstract class Fault
{
    public virtual string Name => GetType().Name;

    /// <summary>How long it goes on.</summary>
    public virtual TimeSpan Lasts(Random chance) => TimeSpan.Zero;

    public abstract Task BeginAsync(Random chance);

    public virtual Task EndAsync() => Task.CompletedTask;
}
