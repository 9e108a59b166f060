using System.Collections.Concurrent;

namespace TypedTasks.Parity.Tests.Shop;

/// <summary>What tasks write down when they run, in their order.</summary>
public sealed class Diary : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim written = new(0);

    public IReadOnlyList<string> Lines => [.. lines];

    public Task WriteAsync(string line)
    {
        lines.Enqueue(line);
        written.Release();
        return Task.CompletedTask;
    }

    /// <summary>Waits for a line that no call has waited for yet.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
        => Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken), "Nothing was written within a minute.");

    public void Dispose() => written.Dispose();
}
