using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;
using TypedTasks.Testing;

namespace TypedTasks.Parity.Tests;

public sealed class PostgresWakeUpTests
{
    /// <summary>The worker's own clock stands still, so it never looks by itself: only LISTEN can tell it.</summary>
    [Fact]
    public async Task An_idle_worker_is_woken_by_LISTEN_and_starts_the_job_at_once()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        using var listening = shop.StartProcess(
            worker => worker.Configure(options => options.Lease = TimeSpan.FromMinutes(10)),
            services: services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()));
        await listening.StartAsync(TestShop.Token);
        await IdleAsync(database);

        await Note.EnqueueAsync(shop.Client, "wake up");
        await shop.Diary.NextAsync(TestShop.Token);

        Assert.Equal(["wake up"], shop.Diary.Lines);
        await listening.StopAsync(TestShop.Token);
    }

    /// <summary>Nobody signals a row that is changed by hand: only looking finds it.</summary>
    [Fact]
    public async Task What_nobody_signaled_is_found_by_polling()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        using var polling = shop.StartProcess(worker => worker.Configure(options => options.PollInterval = TimeSpan.FromMilliseconds(10)));
        var job = await Note.EnqueueAsync(shop.Client, "found", new EnqueueOptions { Delay = TimeSpan.FromDays(1) });
        await polling.StartAsync(TestShop.Token);
        await IdleAsync(database);

        await database.ExecuteAsync($"update {database.Schema}.job set state = 2 where id = {job.Id}");
        await shop.Diary.NextAsync(TestShop.Token);

        Assert.Equal(["found"], shop.Diary.Lines);
        await polling.StopAsync(TestShop.Token);
    }

    // An idle worker holds this key shared; enqueuers look at the same.
    private static async Task IdleAsync(PostgresDatabase database)
    {
        var idle = $"""
            select 1 from pg_locks
            where locktype = 'advisory' and mode = 'ShareLock' and granted
            and (classid::bigint << 32) | objid::bigint = hashtextextended('{database.Schema}', 0)
            """;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestShop.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await database.QueryAsync(idle)).Count == 0) patience.Token.ThrowIfCancellationRequested();
    }
}
