namespace TypedTasks.Sqlite.Connections;

/// <summary>Waits while other processes keep the file busy, with growing, jittered steps, up to the time limit.</summary>
/// <param name="file">The file.</param>
/// <param name="random">Spreads the steps.</param>
/// <param name="since">When the waiting began; a timestamp. Null for now.</param>
internal sealed class Patience(DatabaseFile file, Random random, long? since = null)
{
    private const double ShortestStep = 1;
    private const double LongestStep = 20;

    private readonly long _start = since ?? file.Time.GetTimestamp();
    private double _step = ShortestStep;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
        => await Task.Delay(NextStep(), file.Time, cancellationToken).ConfigureAwait(false);

    /// <summary>Blocks: for the heartbeat, which may not depend on the thread pool.</summary>
    public void Wait(WaitHandle stop) => stop.WaitOne(NextStep());

    private TimeSpan NextStep()
    {
        if (file.Time.GetElapsedTime(_start) > file.Options.BusyTimeout) throw file.Faults.Busy();
        _step = Math.Min(_step * 2, LongestStep);
        lock (random) return TimeSpan.FromMilliseconds(ShortestStep + (random.NextDouble() * _step));
    }
}
