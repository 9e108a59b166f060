using TypedTasks.History.Checking;
using TypedTasks.History.Events;
using TypedTasks.History.Work;

namespace TypedTasks.History.Running;

/// <summary>One run, top to bottom: processes at work, faults, a quiet end, and the verdict.</summary>
public static class HistoryRun
{
    // Leases run out, retries come due, hung calls are given up: all within seconds. When for so long nothing comes to its end, nobody will run what is left.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<RunResult> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        await using var database = options.Database == "postgres" ? await PostgresHistoryDatabase.CreateAsync(cancellationToken) : new SqliteHistoryDatabase(options.Folder);
        await PrepareAsync(database, cancellationToken);
        using (var log = new EventFile(Path.Combine(options.Folder, "nemesis" + EventFile.Extension), "nemesis"))
        using (var cast = new Cast(options, database.Address))
        {
            await FaultsAsync(options, database, cast, log, cancellationToken);
            await QuietAsync(database, cast, log, cancellationToken);
        }

        var history = new RecordedHistory(EventFile.ReadFolder(options.Folder), await FinalReading.ReadAsync(database, cancellationToken));
        var result = new RunResult(options, history, HistoryChecker.Check(history));
        if (result.Violations.Count > 0) await File.WriteAllTextAsync(Path.Combine(options.Folder, "report.txt"), AllOf(result), cancellationToken);
        else Directory.Delete(options.Folder, recursive: true);
        return result;
    }

    private static async Task PrepareAsync(HistoryDatabase database, CancellationToken cancellationToken)
    {
        await using var storage = database.OpenStorage();
        await storage.Migrator.MigrateAsync(cancellationToken);
        await database.ExecuteAsync(Witness.CreateTable, cancellationToken);
    }

    private static async Task FaultsAsync(RunOptions options, HistoryDatabase database, Cast cast, EventFile log, CancellationToken cancellationToken)
    {
        foreach (var process in cast.All) process.Start();
        using var cease = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cease.CancelAfter(options.Duration);
        await new Nemesis(cast, new KilledWithAJob(cast, database), Faults.For(database, cast), log, new Random(options.Seed)).RunAsync(cease.Token);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task QuietAsync(HistoryDatabase database, Cast cast, EventFile log, CancellationToken cancellationToken)
    {
        log.Write(new HistoryEvent { Kind = EventKind.Fault, Text = "none any more" });
        await Task.WhenAll(cast.Producers.Select(static producer => producer.EndAsync(TimeSpan.FromSeconds(20))));
        await using var storage = database.OpenStorage();
        if (!await FallsToAsync(0, () => FinalReading.CountLeftAsync(storage.Reader, cancellationToken), cancellationToken))
            log.Write(new HistoryEvent { Kind = EventKind.Fault, Text = "the jobs did not come to their end" });
        await FallsToAsync(cast.Workers.Count, async () => await FinalReading.CountAsync(database, database.WorkerTable, cancellationToken), cancellationToken);
        var ended = await Task.WhenAll(cast.Workers.Select(static worker => worker.EndAsync(TimeSpan.FromSeconds(20))));
        if (ended.Contains(false)) log.Write(new HistoryEvent { Kind = EventKind.Fault, Text = "a worker did not stop and was killed" });
    }

    private static async Task<bool> FallsToAsync(long goal, Func<Task<long>> count, CancellationToken cancellationToken)
    {
        var least = long.MaxValue;
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(250))
        {
            var left = await count();
            if (left <= goal) return true;
            if (left < least) (least, waited) = (left, TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
        }

        return false;
    }

    private static string AllOf(RunResult result) => result.Report() + "\n" + string.Join('\n', result.Violations.Skip(20).Select(static violation => violation.Report()));
}
