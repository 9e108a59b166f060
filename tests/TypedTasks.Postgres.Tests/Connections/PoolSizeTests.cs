using Npgsql;
using TypedTasks.Storage;

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

        Assert.Equal(
            "'Maximum Pool Size' of PostgreSQL \"shop\" on db1, schema \"typed_tasks\" is 100, but this worker may need 504 connections at once: 1 to listen for signals, "
            + "2 to claim and finish jobs, 1 for what comes between, such as maintenance, 500 for tasks that take a transaction, one for each slot. "
            + "As it is, no more than 96 of those tasks get a connection at once, and the others wait for one in their slots. "
            + "Set 'Maximum Pool Size=504' in the connection string, if max_connections of the server allows that for all processes together, or lower TypedTasks:Worker:Concurrency to 96.",
            storage.FindShortage(500));
    }

    [Fact]
    public async Task A_pool_too_small_for_the_worker_itself_is_spoken_of()
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Maximum Pool Size=3");
        await using var storage = new PostgresStorage(source);

        Assert.Equal(
            "'Maximum Pool Size' of PostgreSQL \"shop\" on db1, schema \"typed_tasks\" is 3, but this worker may need 4 connections at once: 1 for heartbeats, 1 to listen for signals, "
            + "2 to claim and finish jobs. As it is, claims, outcomes and maintenance wait for one another, and fail after 15 s to be tried again: jobs start and end late. "
            + "Set 'Maximum Pool Size=4' in the connection string, if max_connections of the server allows that for all processes together.",
            storage.FindShortage(0));
    }

    [Theory]
    [InlineData(true, 1, 0, false)]
    [InlineData(true, 2, 0, true)]
    [InlineData(true, 2, 1, false)]
    [InlineData(true, 3, 1, true)]
    [InlineData(false, 2, 0, false)]
    [InlineData(false, 3, 0, true)]
    [InlineData(false, 3, 1, false)]
    [InlineData(false, 4, 1, true)]
    public async Task A_pool_with_which_nothing_could_be_claimed_is_refused(bool own, int size, int transactions, bool suffices)
    {
        var text = $"{Server};Maximum Pool Size={size}";
        await using var source = NpgsqlDataSource.Create(text);
        await using var storage = own ? new PostgresStorage(text) : new PostgresStorage(source);

        var refused = Record.Exception(() => storage.FindShortage(transactions)) as StorageException;

        Assert.Equal(suffices ? null : StorageFault.Configuration, refused?.Fault);
        if (suffices) return;
        Assert.Contains($"is {size}, with which a worker can't work", refused!.Message, StringComparison.Ordinal); // ! it was refused
        Assert.Contains($"Set 'Maximum Pool Size={4 + transactions}'", refused.Message, StringComparison.Ordinal);
    }
}
