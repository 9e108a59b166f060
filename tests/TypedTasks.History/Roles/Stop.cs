using System.Runtime.InteropServices;

namespace TypedTasks.History.Roles;

/// <summary>Is canceled when the process is asked to end (SIGTERM).</summary>
internal sealed class Stop : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration _registration;

    public Stop() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        _asked.Cancel();
    });

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _asked.Dispose();
    }
}
