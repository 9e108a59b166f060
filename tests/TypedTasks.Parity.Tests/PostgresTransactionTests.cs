using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>Jobs in the transaction that writes the user's own table.</summary>
public sealed class PostgresTransactionTests
{
    [Fact]
    public async Task A_job_commits_with_the_user_s_own_row()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await using var customers = await CustomerTable.CreateAsync(database);

        await using (var transaction = await customers.BeginAsync())
        {
            await customers.InsertAsync("ann", transaction);
            using (TaskClient.Use(shop.Client)) await Note.EnqueueAsync(transaction, "welcome ann");

            await shop.RunUntilIdleAsync();
            Assert.Empty(shop.Diary.Lines);
            await transaction.CommitAsync(TestShop.Token);
        }

        await shop.RunUntilIdleAsync();
        Assert.Equal(["welcome ann"], shop.Diary.Lines);
        Assert.Equal(["ann"], await customers.NamesAsync());
    }

    [Fact]
    public async Task A_job_vanishes_with_the_user_s_own_row()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await using var customers = await CustomerTable.CreateAsync(database);

        await using (var transaction = await customers.BeginAsync())
        {
            await customers.InsertAsync("ann", transaction);
            await shop.Client.In(transaction).EnqueueAsync(Note.Job("welcome ann"), cancellationToken: TestShop.Token);
            await transaction.RollbackAsync(TestShop.Token);
        }

        await shop.RunUntilIdleAsync();
        Assert.Empty(shop.Diary.Lines);
        Assert.Empty(await customers.NamesAsync());
    }

    [Fact]
    public async Task No_welcome_is_sent_to_a_customer_who_could_not_be_created()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await using var customers = await CustomerTable.CreateAsync(database);

        foreach (var name in (string[])["ann", "ann", "bob"])
        {
            await using var transaction = await customers.BeginAsync();
            await shop.Client.In(transaction).EnqueueAsync(Note.Job($"welcome {name}"), cancellationToken: TestShop.Token);
            try
            {
                await customers.InsertAsync(name, transaction);
                await transaction.CommitAsync(TestShop.Token);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // As an application would: the customer is there already.
            }
        }

        await shop.RunUntilIdleAsync();
        Assert.Equal(["welcome ann", "welcome bob"], shop.Diary.Lines.Order());
    }

    /// <summary>Also on an empty database, where the very first enqueue is part of a transaction that stays open.</summary>
    [Fact]
    public async Task An_open_transaction_holds_up_no_other_caller()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await using var customers = await CustomerTable.CreateAsync(database);
        await using var transaction = await customers.BeginAsync();
        await shop.Client.In(transaction).EnqueueAsync(Note.Job("welcome ann"), cancellationToken: TestShop.Token);

        await Note.EnqueueAsync(shop.Client, "hello");
        await Note.EnqueueAsync(shop.StartProcess().Services.GetRequiredService<ITaskClient>(), "hello from elsewhere");
        await shop.RunUntilIdleAsync();

        Assert.Equal(["hello", "hello from elsewhere"], shop.Diary.Lines.Order());
    }
}
