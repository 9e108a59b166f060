using Npgsql;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;
using TypedTasks.Storage;

namespace TypedTasks.Parity.Tests;

/// <summary>The application's own pool, much smaller than the number of callers.</summary>
public sealed class PostgresPoolTests
{
    [Fact]
    public async Task Callers_at_once_share_a_small_pool_for_many_queues()
    {
        var database = await SmallPool.CreateAsync(3);
        await using var shop = TestShop.On(database);

        await Task.WhenAll(Enumerable.Range(1, 60).Select(number => Task.Run(
            async () => await Note.EnqueueAsync(shop.Client, $"{number}", new EnqueueOptions { Queue = $"queue {number % 7}" }))));
        await shop.RunUntilIdleAsync();

        Assert.Equal(Enumerable.Range(1, 60).Select(number => $"{number}").Order(), shop.Diary.Lines.Order());
    }

    /// <summary>A running task holds no connection, unless it takes a transaction; so slots may be many more than connections.</summary>
    [Fact]
    public async Task Jobs_that_run_at_once_need_no_connection_each()
    {
        var database = await SmallPool.CreateAsync(4);
        await using var shop = TestShop.On(database, worker => worker.Concurrency(50));
        await shop.Client.EnqueueManyAsync(Enumerable.Range(1, 50).Select(guest => Meet.Job(guest)));
        shop.Meeting.Expected = 50;

        await shop.RunUntilIdleAsync();

        Assert.Equal(50, shop.Meeting.Most);
    }

    [Fact]
    public async Task A_call_that_fails_gives_its_connection_back()
    {
        var database = await SmallPool.CreateAsync(2);
        await using var shop = TestShop.On(database);
        await Note.EnqueueAsync(shop.Client, "before");
        await database.Inner.ExecuteAsync($"alter table {database.Inner.Schema}.job rename to job_elsewhere");

        for (var call = 0; call < 6; call++) await Assert.ThrowsAsync<StorageException>(async () => await Note.EnqueueAsync(shop.Client, "refused"));

        await database.Inner.ExecuteAsync($"alter table {database.Inner.Schema}.job_elsewhere rename to job");
        await Note.EnqueueAsync(shop.Client, "after");
        Assert.Equal(["2"], await database.Inner.QueryAsync($"select count(*) from {database.Inner.Schema}.job"));
    }

    private sealed class SmallPool(PostgresDatabase inner, NpgsqlDataSource pool) : TestDatabase
    {
        public PostgresDatabase Inner => inner;

        public static async Task<SmallPool> CreateAsync(int connections)
        {
            var inner = await PostgresDatabase.CreateAsync();
            var settings = new NpgsqlConnectionStringBuilder(inner.ConnectionString) { MaxPoolSize = connections, Timeout = 5 };
            return new SmallPool(inner, NpgsqlDataSource.Create(settings));
        }

        public override void Choose(ITypedTasksBuilder tasks) => tasks.UsePostgres(pool, options => options.Schema = inner.Schema);

        public override Task AdvanceClockAsync(TimeSpan by) => inner.AdvanceClockAsync(by);

        public override async ValueTask DisposeAsync()
        {
            await pool.DisposeAsync();
            await inner.DisposeAsync();
        }
    }
}
