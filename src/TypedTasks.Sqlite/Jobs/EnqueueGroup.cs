using System.Collections.Concurrent;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Names;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>
/// Stores the jobs of many callers in one transaction: whoever has the turn writes for all who wait, so that they share one trip to the disk.
/// A lonely caller loses nothing; a faulty call fails alone.
/// </summary>
internal sealed class EnqueueGroup(Writer writer)
{
    private const int MostJobs = 10_000;

    private readonly ConcurrentQueue<EnqueueCall> _waiting = new();

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, CancellationToken cancellationToken)
    {
        var call = new EnqueueCall(jobs);
        _waiting.Enqueue(call);
        try
        {
            using var turn = await writer.TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            while (!call.IsAnswered) await WriteWaitingAsync(turn, cancellationToken).ConfigureAwait(false);
        }
        catch when (!call.TryWithdraw())
        {
            // Somebody took it along: that answer counts, not what happened to this caller meanwhile.
            await WaitForAnswerAsync(call).ConfigureAwait(false);
        }

        return call.Read();
    }

    private async ValueTask WaitForAnswerAsync(EnqueueCall call)
    {
        // Whoever took it answers before giving up the turn.
        if (call.IsAnswered) return;
        using var turn = await writer.TakeTurnAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask WriteWaitingAsync(Writer.Turn turn, CancellationToken cancellationToken)
    {
        var taken = new List<(EnqueueCall Call, IReadOnlyList<EnqueuedJob> Enqueued)>();
        try
        {
            await turn.WriteAsync(connection => WriteWaiting(connection, taken), cancellationToken).ConfigureAwait(false);
            foreach (var (call, enqueued) in taken) call.Answer(enqueued);
        }
        catch (Exception exception)
        {
            foreach (var (call, _) in taken) call.Fail(exception);
            throw;
        }
    }

    private bool WriteWaiting(Connection connection, List<(EnqueueCall Call, IReadOnlyList<EnqueuedJob> Enqueued)> taken)
    {
        var scope = new NameScope(connection);
        var writing = new JobWriting(connection, scope);
        for (var count = 0; count < MostJobs && _waiting.TryDequeue(out var call); count += call.Jobs.Count)
        {
            if (call.TryTake()) Write(connection, scope, writing, call, taken);
        }

        return taken.Count > 0;
    }

    private static void Write(Connection connection, NameScope scope, JobWriting writing, EnqueueCall call, List<(EnqueueCall Call, IReadOnlyList<EnqueuedJob> Enqueued)> taken)
    {
        try
        {
            connection.Execute("session/begin_part");
            var enqueued = writing.Write(call.Jobs);
            connection.Execute("session/keep_part");
            taken.Add((call, enqueued));
        }
        catch (Exception exception)
        {
            // First of all: a call that is taken and never answered would keep the turn for ever.
            call.Fail(exception);
            if (!connection.InTransaction) throw; // the whole transaction is gone, and the others fail with it
            connection.Execute("session/undo_part");
            scope.Forget();
        }
    }
}
