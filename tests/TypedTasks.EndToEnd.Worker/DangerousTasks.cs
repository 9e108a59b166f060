using System.Diagnostics.CodeAnalysis;

namespace TypedTasks.EndToEnd.Worker;

/// <summary>Tasks that a worker does not survive, and the harmless ones beside them.</summary>
public static class DangerousTasks
{
    private static readonly object Blocked = new(); // for Monitor: a Lock has no Wait
    private static int blocked;

    [QueueTask]
    public static void BeHarmless()
    {
    }

    [QueueTask]
    public static void FailFast() => Environment.FailFast("It can't go on.");

    /// <summary>Takes memory on a thread of its own until there is none: the exception there ends the process.</summary>
    [QueueTask]
    public static void Devour()
    {
        var devouring = new Thread(TakeAll);
        devouring.Start();
        devouring.Join();
    }

    /// <summary>Takes memory until there is none, and lets go of it with the exception.</summary>
    [QueueTask(MaxAttempts = 1)]
    public static void TakeTooMuch() => TakeAll();

    /// <summary>Blocks its thread until that many jobs block theirs at the same time.</summary>
    [QueueTask(MaxAttempts = 1, TimeoutSeconds = 60)]
    public static void BlockTogether(int jobs)
    {
        lock (Blocked)
        {
            if (++blocked % jobs == 0) Monitor.PulseAll(Blocked);
            else Monitor.Wait(Blocked);
        }
    }

    /// <summary>The same, after it has waited as one should.</summary>
    [QueueTask(MaxAttempts = 1, TimeoutSeconds = 60)]
    public static async Task BlockTogetherLaterAsync(int jobs)
    {
        await Task.Yield();
        BlockTogether(jobs);
    }

    /// <summary>Goes on until it is told to stop, or until the file is there.</summary>
    [QueueTask]
    public static async Task WaitForFileAsync(string file, CancellationToken cancellationToken)
    {
        while (!File.Exists(file)) await Task.Delay(50, cancellationToken);
    }

    /// <summary>Blocks its thread for ever, whatever it is told.</summary>
    [QueueTask(MaxAttempts = 1, TimeoutSeconds = 1)]
    public static void NeverReturn() => Thread.Sleep(Timeout.Infinite);

    [DoesNotReturn]
    private static void TakeAll()
    {
        var taken = new List<byte[]>();
        while (true) taken.Add(new byte[4 << 20]);
    }
}
