using TypedTasks.History.Events;

namespace TypedTasks.History.Running;

/// <summary>Does to the processes, the connections and the server what a bad year does, in the order that a seed decides.</summary>
internal sealed class Nemesis(Cast cast, Fault first, IReadOnlyList<Fault> faults, IEventLog log, Random chance)
{
    /// <summary>Goes on until it is told to cease; then everything is whole again.</summary>
    public async Task RunAsync(CancellationToken cease)
    {
        // However short the run and busy the machine: this one is certain.
        await HaveAsync(first, cease);
        RestartTheDead();
        var rounds = new List<Fault>();
        while (!cease.IsCancellationRequested)
        {
            // Every fault in each round, so that a short run has seen them all.
            if (rounds.Count == 0)
            {
                rounds.AddRange(faults);
                chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rounds));
            }

            var fault = rounds[^1];
            rounds.RemoveAt(rounds.Count - 1);
            await HaveAsync(fault, cease);
            RestartTheDead();
            await PauseAsync(chance.Next(200, 2500), cease);
        }

        RestartTheDead();
    }

    private async Task HaveAsync(Fault fault, CancellationToken cease)
    {
        log.Write(new HistoryEvent { Kind = EventKind.Fault, Text = fault.Name });
        try
        {
            await fault.BeginAsync(chance);
            await PauseAsync((int)fault.Lasts(chance).TotalMilliseconds, cease);
        }
        finally
        {
            await fault.EndAsync();
        }
    }

    private void RestartTheDead()
    {
        foreach (var process in cast.All.Where(static process => !process.Runs)) process.Start();
    }

    private static async Task PauseAsync(int milliseconds, CancellationToken cease)
        => await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cease).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
