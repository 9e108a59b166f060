using System.Diagnostics;
using Npgsql;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>What a person with psql sees, and what the server is asked to do.</summary>
public sealed class PostgresSqlTests
{
    [Fact]
    public async Task Jobs_are_rows_of_a_view_with_names_and_words()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await SendReceipt.EnqueueAsync(shop.Client, 7, "nl");
        await shop.RunUntilIdleAsync();
        await Note.EnqueueAsync(shop.Client, "later", new EnqueueOptions { Priority = 5, Delay = TimeSpan.FromHours(1) });

        var rows = await database.QueryAsync($"""
            select task_name, queue, state, priority, attempt, payload ->> 'language', run_at - enqueued_at = interval '1 hour', finished_at is not null
            from {database.Schema}.jobs
            order by id
            """);

        Assert.Equal(
            ["TypedTasks.Parity.Tests.Shop.SendReceipt|email|Succeeded|0|1|nl||True", "TypedTasks.Parity.Tests.Shop.Note|default|Scheduled|5|0||True|False"],
            rows);
    }

    [Fact]
    public async Task Jobs_are_counted_by_queue_and_state()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await SendReceipt.EnqueueAsync(shop.Client, 7);
        await shop.RunUntilIdleAsync();
        await Note.EnqueueAsync(shop.Client, "one");
        await Note.EnqueueAsync(shop.Client, "two");

        Assert.Equal(
            ["default|Ready|2", "email|Succeeded|1"],
            await database.QueryAsync($"select queue, state, jobs from {database.Schema}.job_counts order by queue"));
    }

    [Fact]
    public async Task A_row_that_somebody_else_has_locked_holds_up_no_other()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync(worker => worker.Concurrency(1));
        await using var closing = shop;
        var locked = await Note.EnqueueAsync(shop.Client, "locked");
        await Note.EnqueueAsync(shop.Client, "free");

        await using (var connection = await database.Source.OpenConnectionAsync(TestShop.Token))
        {
            await using var transaction = await connection.BeginTransactionAsync(TestShop.Token);
            await using var locking = new NpgsqlCommand($"select 1 from {database.Schema}.job where id = {locked.Id} for update", connection, transaction);
            await locking.ExecuteNonQueryAsync(TestShop.Token);

            await shop.RunUntilIdleAsync();
            Assert.Equal(["free"], shop.Diary.Lines);
        }

        await shop.RunUntilIdleAsync();
        Assert.Equal(["free", "locked"], shop.Diary.Lines);
    }

    [Fact]
    public async Task A_thousand_jobs_are_one_round_trip()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var name = $"counted {Guid.NewGuid()}";
        await using var counted = new NpgsqlDataSourceBuilder(database.ConnectionString) { Name = name }.Build();
        await using var shop = TestShop.On(new OnSource(database, counted));
        await Note.EnqueueAsync(shop.Client, "so that tables and names are there");
        var roundTrips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => { if (Equals(activity.GetTagItem("db.npgsql.data_source"), name)) Interlocked.Increment(ref roundTrips); },
        };
        ActivitySource.AddActivityListener(listener);

        await shop.Client.EnqueueManyAsync(Enumerable.Range(1, 1000).Select(number => Note.Job($"{number}")), TestShop.Token);

        Assert.Equal(1, roundTrips);
        Assert.Equal(["1001"], await database.QueryAsync($"select count(*) from {database.Schema}.jobs"));
    }

    private sealed class OnSource(PostgresDatabase database, NpgsqlDataSource source) : TestDatabase
    {
        public override void Choose(ITypedTasksBuilder tasks) => tasks.UsePostgres(source, options => options.Schema = database.Schema);

        public override Task AdvanceClockAsync(TimeSpan by) => database.AdvanceClockAsync(by);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Fact]
    public async Task No_transaction_is_open_while_a_task_runs()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        shop.Meeting.Expected = 2;
        await Meet.EnqueueAsync(shop.Client, 1);
        using var worker = shop.StartProcess();
        await worker.StartAsync(TestShop.Token);
        await shop.Meeting.FirstGuestAsync(TestShop.Token);

        var open = await database.QueryAsync($"select query from pg_stat_activity where state like 'idle in transaction%' and query like '%{database.Schema}%'");
        await shop.Meeting.AttendAsync(TestShop.Token);

        Assert.Empty(open);
        await worker.StopAsync(TestShop.Token);
    }
}
