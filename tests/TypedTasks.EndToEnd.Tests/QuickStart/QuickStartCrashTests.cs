using System.Globalization;
using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.QuickStart;

/// <summary>
/// Kills QuickStart at random moments and starts it again, until it has done its work; then nothing may be lost and nothing be there twice.
/// Set TYPEDTASKS_RESTARTS=20 for the long version, TYPEDTASKS_SEED for other moments.
/// </summary>
public sealed class QuickStartCrashTests
{
    private static readonly int Restarts = Setting("TYPEDTASKS_RESTARTS", 4);
    private static readonly int Seed = Setting("TYPEDTASKS_SEED", 20260109);

    private readonly CancellationToken _limit = TimeLimit.Create(TimeSpan.FromMinutes(2 + Restarts));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Killed_again_and_again_it_loses_nothing_and_does_nothing_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        var work = new QuickStartWork(database);
        var chance = new Random(Seed + (int)kind);
        var kills = 0;
        for (var restart = 0; restart < Restarts; restart++)
        {
            using var process = QuickStartProcess.Start([.. database.QuickStartArguments, "--slow", "20"]);
            await WaitForMomentAsync(process, work, chance, restart);
            if (process.HasExited) continue;
            await process.KillAsync();
            kills++;
        }

        Assert.InRange(kills, Math.Min(2, Restarts), Restarts);
        var last = await QuickStartProcess.RunAsync(database.QuickStartArguments, _limit);
        Assert.True(last.ExitCode == 0, last.Output + last.Errors);
        await work.AssertCompleteAsync(_limit);
    }

    /// <summary>A random time after the start, or a random number of further receipts; the latter in the part of the work that this restart is due to reach.</summary>
    private async Task WaitForMomentAsync(QuickStartProcess process, QuickStartWork work, Random chance, int restart)
    {
        var time = restart % 3 == 2 ? TimeSpan.FromMilliseconds(chance.Next(100, 2000)) : TimeSpan.MaxValue;
        var receipts = work.CountReceipts() + chance.Next(1, QuickStartWork.Orders.Count * (restart + 1) / (Restarts + 1) + 1);
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!process.HasExited && work.CountReceipts() < receipts && TimeProvider.System.GetElapsedTime(begin) < time) await timer.WaitForNextTickAsync(_limit);
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
