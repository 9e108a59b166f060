using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;

namespace TypedTasks.EndToEnd.Tests.Transactions;

/// <summary>Tasks that take a transaction, through the real host on all databases: what they write there happens exactly once.</summary>
public sealed class BookingTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.PgBouncer)]
    public async Task Rows_and_jobs_of_failed_attempts_vanish_and_those_of_the_last_appear_once(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await database.ExecuteAsync(BookingTasks.CreateTable);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(4));
        await host.StartAsync(_limit);

        var booked = new List<JobHandle<int>>();
        for (var i = 0; i < 12; i++) booked.Add(await Book.EnqueueAsync(host.Client, $"booking {i}", i % 3, cancellationToken: _limit));

        for (var i = 0; i < 12; i++) Assert.Equal((i % 3) + 1, await booked[i].WaitAsync(_limit));
        await host.Journal.WaitForDistinctAsync(12, _limit);
        await host.StopAsync(_limit);
        Assert.Equal(12, host.Journal.Entries.Count);
        Assert.Equal(12, await database.CountAsync("booking"));
        Assert.Equal(12, await database.CountAsync("(select distinct reference from booking) as booked"));
        Assert.Equal(0, await database.CountAsync(database.Table("job")));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_task_that_reads_before_others_write_needs_no_second_attempt(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await database.ExecuteAsync(BookingTasks.CreateTable);
        await using var host = new ScenarioHost(database);
        await host.StartAsync(_limit);

        var booked = await ReadAndBook.EnqueueAsync(host.Client, "booking", cancellationToken: _limit);
        await booked.WaitAsync(_limit);

        var job = await host.Client.FindAsync(booked.Id, _limit);
        Assert.Equal((JobState.Succeeded, 1, 0), (job!.State, job.Attempt, job.Errors.Count)); // ! it was stored
        Assert.Equal(1, await database.CountAsync("booking"));
    }
}
