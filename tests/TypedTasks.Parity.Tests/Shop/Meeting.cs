namespace TypedTasks.Parity.Tests.Shop;

/// <summary>Holds jobs in their task until a number of them is there at the same time.</summary>
public sealed class Meeting
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource everyone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int present;

    /// <summary>How many must be there before anyone may go.</summary>
    public int Expected { get; set; }

    /// <summary>The most that were there at once.</summary>
    public int Most { get; private set; }

    public Task FirstGuestAsync(CancellationToken cancellationToken) => first.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public async Task AttendAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            present++;
            Most = Math.Max(Most, present);
            first.TrySetResult();
            if (present == Expected) everyone.TrySetResult();
        }

        await everyone.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        lock (gate) present--;
    }
}
