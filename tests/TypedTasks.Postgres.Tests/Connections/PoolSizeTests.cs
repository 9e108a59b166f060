using Npgsql;

namespace TypedTasks.Postgres.Tests.Connections;

public sealed class PoolSizeTests
{
    private const string Server = "Host=db1;Database=shop;Username=app;Password=s3cret-pass";

    [Theory]
    [InlineData("", 0)]
    [InlineData("", 96)]
    [InlineData(";Maximum Pool Size=4", 0)]
    [InlineData(";Pooling=false", 500)]
    public async Task A_pool_that_is_large_enough_is_not_spoken_of(string settings, int transactions)
    {
        await using var storage = new PostgresStorage(Server + settings);

        Assert.Null(storage.FindShortage(transactions));
    }

    [Fact]
    public async Task Slots_that_hold_a_transaction_each_want_more_than_the_default_pool()
    {
        await using var storage = new PostgresStorage(Server);

        var shortage = storage.FindShortage(500);

        Assert.Contains("has 100 connections, but this worker may want 504 at once", shortage, StringComparison.Ordinal);
        Assert.Contains("one for each of 500 slots", shortage, StringComparison.Ordinal);
        Assert.Contains("'Maximum Pool Size' in the connection string to 504 or more", shortage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", shortage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_too_small_for_the_worker_itself_is_spoken_of()
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Maximum Pool Size=2");
        await using var storage = new PostgresStorage(source);

        var shortage = storage.FindShortage(0);

        Assert.Contains("has 2 connections, but this worker may want 4 at once: one for its heartbeat, one to listen, 2 to claim and finish. ", shortage, StringComparison.Ordinal);
        Assert.DoesNotContain("slots", shortage, StringComparison.Ordinal);
        Assert.DoesNotContain("concurrency", shortage, StringComparison.Ordinal);
    }
}
