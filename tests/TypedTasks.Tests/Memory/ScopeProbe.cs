namespace TypedTasks.Tests.Memory;

/// <summary>A scoped service that shows when its scope ended.</summary>
internal sealed class ScopeProbe : IDisposable
{
    public bool Disposed { get; private set; }

    /// <summary>Called when the scope ends.</summary>
    public Action Ending { get; set; } = () => { };

    public void Dispose()
    {
        Ending();
        Disposed = true;
    }
}
