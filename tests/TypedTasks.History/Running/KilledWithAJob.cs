using System.Diagnostics;
using TypedTasks.Storage;

namespace TypedTasks.History.Running;

/// <summary>SIGKILL to a worker that holds a claimed job, for certain: it is stopped, looked at, and then killed.</summary>
internal sealed class KilledWithAJob(Cast cast, HistoryDatabase database) : Fault
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public override async Task BeginAsync(Random chance)
    {
        await using var storage = database.OpenStorage();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            foreach (var worker in cast.Workers.Where(static worker => worker.Runs))
            {
                if (await IsKilledWithAJobAsync(worker, storage)) return;
            }
        }

        throw new InvalidOperationException($"No worker held a job for {Patience}: the run would prove nothing about rescues.");
    }

    private static async Task<bool> IsKilledWithAJobAsync(RoleProcess worker, IStorage storage)
    {
        await worker.StopAsync();
        if (!await HoldsAJobAsync(worker, storage))
        {
            await worker.ContinueAsync();
            return false;
        }

        // What it had sent before it was stopped may have taken effect since the look.
        await worker.KillAsync();
        return await HoldsAJobAsync(worker, storage);
    }

    private static async Task<bool> HoldsAJobAsync(RoleProcess worker, IStorage storage)
        => (await storage.Reader.ListAsync(new JobFilter { State = JobState.Running, Limit = 1000 }, CancellationToken.None))
            .Any(job => job.Worker?.StartsWith(worker.Name + ".", StringComparison.Ordinal) == true);
}
