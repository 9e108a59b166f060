namespace TypedTasks.Workers;

/// <summary>
/// The slots of one session: each runs one job after the other. An attempt is awaited where it was started, also one that blocks its thread;
/// when its job is abandoned, another slot opens in place of the one that it still holds.
/// </summary>
internal sealed class Slots(WorkBoard board, AttemptRunner runner)
{
    // A slot that opens later must know the ambient client too, whichever thread opens it.
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open;

    /// <summary>Completes when all slots have ended because no more jobs come, those of abandoned jobs not counted. Fails when one breaks.</summary>
    public Task Ended => ended.Task;

    public void Open(int count)
    {
        Interlocked.Add(ref open, count);
        for (var slot = 0; slot < count; slot++) Start();
    }

    /// <summary>Takes jobs from slots that ran too long and asked in vain to stop: writes how they ended, and opens other slots.</summary>
    public void GiveUp(IReadOnlyList<HeldJob> overdue)
    {
        foreach (var job in overdue)
        {
            if (board.Abandon(job, runner.GiveUp(job))) Start();
        }
    }

    /// <summary>The session ends, and some slots still hold jobs that were given up: nobody waits for them.</summary>
    public void Forget(int jobs)
    {
        if (Interlocked.Add(ref open, -jobs) == 0) ended.TrySetResult();
    }

    private void Start()
    {
        if (context is null) _ = Task.Run(RunAsync);
        else ExecutionContext.Run(context, static slots => _ = Task.Run(((Slots)slots!).RunAsync), this); // ! the state is passed right here
    }

    private async Task RunAsync()
    {
        try
        {
            while (await board.NextJobAsync().ConfigureAwait(false) is { } next)
            {
                if (!board.Begin(next)) return;
                for (var job = next; job is not null;)
                {
                    var outcome = await runner.RunAsync(job).ConfigureAwait(false);
                    var following = board.Finish(job, outcome);
                    if (job.IsAbandoned) return;
                    job = following;
                }
            }
        }
        catch (Exception problem)
        {
            ended.TrySetException(problem);
            return;
        }

        if (Interlocked.Decrement(ref open) == 0) ended.TrySetResult();
    }
}
