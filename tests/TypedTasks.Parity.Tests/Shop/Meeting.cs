namespace TypedTasks.Parity.Tests.Shop;

/// <summary>Holds jobs in their task until a number of them is there at the same time.</summary>
public sealed class Meeting
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource everyone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int present;

    /// <summary>How many must be there before anyone may go.</summary>
    public int Expected { get; set; }

    /// <summary>The most that were there at once.</summary>
    public int Most { get; private set; }

    public async Task AttendAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            present++;
            Most = Math.Max(Most, present);
            if (present == Expected) everyone.TrySetResult();
        }

        await everyone.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        lock (gate) present--;
    }
}
