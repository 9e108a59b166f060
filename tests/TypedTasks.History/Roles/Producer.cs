using System.Data.Common;
using TypedTasks.History.Events;
using TypedTasks.History.Work;

namespace TypedTasks.History.Roles;

/// <summary>Enqueues jobs and writes down what it was told about each.</summary>
public sealed class Producer(ITaskClient client, DbDataSource source, IEventLog log, Random chance)
{
    private readonly List<long> _recent = [];

    /// <summary>Enqueues one or some jobs in one of the ways there are.</summary>
    public Task EnqueueAsync() => chance.Next(13) switch
    {
        < 3 => AloneAsync(NextWork(), new EnqueueOptions { Delay = TimeSpan.FromMilliseconds(chance.Next(3) * 200) }),
        3 => UntilKnownAsync(NextWork()),
        < 6 => TogetherAsync([.. Enumerable.Range(0, chance.Next(2, 12)).Select(_ => NextWork())]),
        < 9 => InTransactionAsync(NextWork(), commit: chance.Next(3) > 0),
        < 11 => WithDeadlineAsync(NextWork()),
        11 => CancelAsync(),
        _ => RetryAsync(),
    };

    /// <summary>Enqueues into a queue of one slot.</summary>
    public Task StandInLineAsync(string line)
    {
        var key = NextKey();
        return AloneAsync(new PieceOfWork(key, StandInLine.Job(key), Line: line), new EnqueueOptions { Queue = line });
    }

    /// <summary>Enqueues one job in one call.</summary>
    public async Task<long?> AloneAsync(PieceOfWork work, EnqueueOptions? options = null)
    {
        var asked = Ask(work);
        try
        {
            var handle = await client.EnqueueAsync(work.Job, options);
            Committed(work, handle.Id, asked);
            return handle.Id;
        }
        catch (Exception problem)
        {
            Unknown(work, asked, problem);
            return null;
        }
    }

    /// <summary>Enqueues one job in a transaction that is committed or rolled back.</summary>
    public async Task InTransactionAsync(PieceOfWork work, bool commit)
    {
        var asked = Ask(work);
        var committing = false;
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var handle = await client.In(transaction).EnqueueAsync(work.Job);
            if (commit)
            {
                committing = true;
                await transaction.CommitAsync();
                Committed(work, handle.Id, asked);
                return;
            }

            await transaction.RollbackAsync();
        }
        catch (Exception problem) when (committing)
        {
            Unknown(work, asked, problem);
            return;
        }
        catch (Exception)
        {
            // No commit was asked for, so there can't be one.
        }

        log.Write(new HistoryEvent { Kind = EventKind.EnqueueRolledBack, Key = work.Key, AskedAt = asked });
    }

    private async Task TogetherAsync(PieceOfWork[] works)
    {
        var asked = works.Select(Ask).ToArray();
        try
        {
            var handles = await client.EnqueueManyAsync(works.Select(static work => work.Job));
            for (var i = 0; i < works.Length; i++) Committed(works[i], handles[i].Id, asked[i]);
        }
        catch (Exception problem)
        {
            for (var i = 0; i < works.Length; i++) Unknown(works[i], asked[i], problem);
        }
    }

    // The caller's id makes a repeat harmless; in the end it knows.
    private async Task UntilKnownAsync(PieceOfWork work)
    {
        var options = new EnqueueOptions { Id = work.Key };
        for (var tries = 0; tries < 10; tries++)
        {
            if (await AloneAsync(work, options) is not null) return;
        }
    }

    // By the clock of the machine, which is the database's; the producer's own may be wrong.
    private Task<long?> WithDeadlineAsync(PieceOfWork work)
    {
        var within = TimeSpan.FromMilliseconds(chance.Next(1, 1500));
        var options = new EnqueueOptions { Deadline = TimeProvider.System.GetUtcNow() + within, Delay = TimeSpan.FromMilliseconds(chance.Next(3) * 200) };
        return AloneAsync(work with { Deadline = IEventLog.Now + (long)within.TotalNanoseconds }, options);
    }

    private async Task CancelAsync()
    {
        if (_recent.Count == 0) return;
        var job = _recent[chance.Next(_recent.Count)];
        try
        {
            if (await client.CancelAsync(job)) log.Write(new HistoryEvent { Kind = EventKind.CancelAccepted, Job = job });
        }
        catch (Exception)
        {
            // Canceling promises nothing until it is answered.
        }
    }

    // Mostly of those that cancel themselves or fail; others have not ended yet, or have succeeded.
    private async Task RetryAsync()
    {
        if (_recent.Count > 0) await RetryAsync(_recent[chance.Next(_recent.Count)]);
    }

    /// <summary>Asks that a job run again.</summary>
    public async Task RetryAsync(long job)
    {
        var asked = IEventLog.Now;
        log.Write(new HistoryEvent { Kind = EventKind.RetryAsked, Job = job, AskedAt = asked });
        try
        {
            log.Write(new HistoryEvent { Kind = EventKind.RetryAnswered, Job = job, AskedAt = asked, Retry = await client.RetryAsync(job) });
        }
        catch (Exception)
        {
            // It may have been retried, and no answer says so.
        }
    }

    private PieceOfWork NextWork()
    {
        var key = NextKey();
        return chance.Next(24) switch
        {
            < 7 => new PieceOfWork(key, Touch.Job(key, chance.Next(5) * 10)),
            < 11 => new PieceOfWork(key, Settle.Job(key, chance.Next(3), chance.Next(4) * 20), Promise.ExactlyOnce),
            < 13 => new PieceOfWork(key, Touch.Job(key, chance.Next(300, 1500))),
            < 16 => new PieceOfWork(key, Stumble.Job(key, chance.Next(1, 4))),
            16 => new PieceOfWork(key, Doom.Job(key)),
            20 or 21 => new PieceOfWork(key, PayOut.Job(key, chance.Next(2) * chance.Next(600)), Promise.AtMostOnce),
            22 or 23 => new PieceOfWork(key, Overrun.Job(key, chance.Next(2) > 0)),
            17 or 18 => new PieceOfWork(key, Nap.Job(key, chance.Next(400), chance.Next(40))),
            _ => new PieceOfWork(key, Quit.Job(key)),
        };
    }

    private Guid NextKey()
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes);
    }

    private long Ask(PieceOfWork work)
    {
        var now = IEventLog.Now;
        log.Write(new HistoryEvent { Kind = EventKind.EnqueueAsked, Key = work.Key, Promise = work.Promise, Line = work.Line, Deadline = work.Deadline, Text = work.Job.Definition.Name });
        return now;
    }

    private void Committed(PieceOfWork work, long job, long asked)
    {
        log.Write(new HistoryEvent { Kind = EventKind.EnqueueCommitted, Key = work.Key, Job = job, AskedAt = asked, Line = work.Line });
        _recent.Add(job);
        if (_recent.Count > 30) _recent.RemoveAt(0);
    }

    private void Unknown(PieceOfWork work, long asked, Exception problem)
        => log.Write(new HistoryEvent { Kind = EventKind.EnqueueUnknown, Key = work.Key, AskedAt = asked, Text = problem.Message });
}
