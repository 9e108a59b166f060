using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Storing jobs through the caller's own transaction.</summary>
public abstract class EnqueueInTransactionConformance : StorageConformance
{
    [Fact]
    public async Task Jobs_appear_with_the_commit()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        var enqueued = await Storage.Jobs.EnqueueAsync([AJob(), AJob()], transaction, Token);
        Assert.Null(await Storage.Reader.FindAsync(enqueued[0].Id, Token));

        await transaction.CommitAsync(Token);

        Assert.Equal(JobState.Ready, await StateAsync(enqueued[0].Id));
        Assert.Equal(JobState.Ready, await StateAsync(enqueued[1].Id));
    }

    [Fact]
    public async Task Jobs_vanish_with_the_rollback()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        var enqueued = await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token);

        await transaction.RollbackAsync(Token);

        Assert.Null(await Storage.Reader.FindAsync(enqueued[0].Id, Token));
        Assert.Equal(0, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task Names_first_seen_in_a_rolled_back_transaction_can_be_used_again()
    {
        var job = AJob() with { Queue = "brand-new", TaskName = "Shop.BrandNew" };
        await using (var transaction = await Fixture.BeginTransactionAsync())
        {
            await Storage.Jobs.EnqueueAsync([job], transaction, Token);
            await transaction.RollbackAsync(Token);
        }

        await EnqueueAsync(AJob() with { Queue = "another", TaskName = "Shop.Another" });
        var id = await EnqueueAsync(job);

        var stored = await FindAsync(id);
        Assert.Equal(("brand-new", "Shop.BrandNew"), (stored.Queue, stored.TaskName));
    }

    [Fact]
    public async Task Names_first_seen_in_a_committed_transaction_keep_their_numbers()
    {
        await using (var transaction = await Fixture.BeginTransactionAsync())
        {
            await Storage.Jobs.EnqueueAsync([AJob() with { Queue = "brand-new", TaskName = "Shop.BrandNew" }], transaction, Token);
            await transaction.CommitAsync(Token);
        }

        var id = await EnqueueAsync(AJob() with { Queue = "brand-new", TaskName = "Shop.BrandNew" });

        var stored = await FindAsync(id);
        Assert.Equal(("brand-new", "Shop.BrandNew"), (stored.Queue, stored.TaskName));
        Assert.Equal(2, (await ClaimAsync(await RegisterAsync(), 10, "brand-new")).Count);
    }

    [Fact]
    public async Task Several_enqueues_may_share_a_transaction()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        var first = await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token);
        var second = await Storage.Jobs.EnqueueAsync([AJob() with { Queue = "email" }], transaction, Token);
        await transaction.CommitAsync(Token);

        Assert.True(first[0].Id < second[0].Id);
        Assert.Equal(2, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task An_enqueue_id_rolled_back_is_free_again()
    {
        var job = AJob() with { EnqueueId = Guid.NewGuid() };
        await using (var transaction = await Fixture.BeginTransactionAsync())
        {
            await Storage.Jobs.EnqueueAsync([job], transaction, Token);
            await transaction.RollbackAsync(Token);
        }

        var again = await Storage.Jobs.EnqueueAsync([job], null, Token);

        Assert.False(again[0].AlreadyEnqueued);
        Assert.Equal(JobState.Ready, await StateAsync(again[0].Id));
    }

    [Fact]
    public async Task An_open_transaction_is_accepted()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();

        Storage.Jobs.CheckTransaction(transaction);
    }

    [Fact]
    public async Task A_committed_transaction_is_refused()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        await transaction.CommitAsync(Token);

        Assert.Throws<ArgumentException>(() => Storage.Jobs.CheckTransaction(transaction));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token));
        Assert.Equal(0, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_rolled_back_transaction_is_refused()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        await transaction.RollbackAsync(Token);

        Assert.Throws<ArgumentException>(() => Storage.Jobs.CheckTransaction(transaction));
    }

    [Fact]
    public async Task A_transaction_of_another_kind_of_database_is_refused()
    {
        await using var transaction = new ForeignTransaction();

        Assert.Throws<ArgumentException>(() => Storage.Jobs.CheckTransaction(transaction));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token));
        Assert.Equal(0, await Fixture.CountRowsAsync("job"));
    }
}
