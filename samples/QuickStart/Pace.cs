namespace QuickStart;

/// <summary>Slows receipts down, so that there is time to watch the program, or to kill it.</summary>
public sealed record Pace(TimeSpan PerReceipt)
{
    public Task WaitAsync(CancellationToken cancellationToken) => PerReceipt > TimeSpan.Zero ? Task.Delay(PerReceipt, cancellationToken) : Task.CompletedTask;
}
