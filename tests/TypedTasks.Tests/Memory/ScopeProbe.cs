namespace TypedTasks.Tests.Memory;

/// <summary>A scoped service that shows when its scope ended.</summary>
internal sealed class ScopeProbe : IDisposable
{
    public bool Disposed { get; private set; }

    public void Dispose() => Disposed = true;
}
