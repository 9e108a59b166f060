using Npgsql;
using TypedTasks.Postgres.Jobs;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>Over a store that answers when the test says so.</summary>
public sealed class EnqueueGroupsTests
{
    private readonly Lock _lock = new();
    private readonly List<(IReadOnlyList<JobToStore> Jobs, TaskCompletionSource Gate)> _statements = [];
    private readonly EnqueueGroups _groups;
    private long _lastId;

    public EnqueueGroupsTests() => _groups = new EnqueueGroups(StoreAsync);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lonely_caller_goes_straight_through()
    {
        var call = _groups.EnqueueAsync([Job("a")], Token).AsTask();

        Assert.Equal(["a"], Names(0));
        Open(0);
        Assert.Equal(1, (await call)[0].Id);
    }

    [Fact]
    public async Task Calls_that_wait_for_a_lane_are_stored_together_and_each_gets_its_own_answer()
    {
        var first = Enqueue("a", "b");
        var waiting = Enqueue("c", "d", "e");

        Open(0);
        await WaitForStatementsAsync(3);
        Assert.Equal(["c", "d", "e"], Names(2));
        Open(1);
        Assert.Equal([1, 2], (await Task.WhenAll(first)).Select(ids => ids[0].Id).Order());
        Open(2);
        Assert.Equal([3, 4, 5], (await Task.WhenAll(waiting)).Select(ids => ids[0].Id));
    }

    [Fact]
    public async Task A_call_whose_caller_left_while_it_waited_is_not_stored()
    {
        _ = Enqueue("a", "b");
        using var leaving = new CancellationTokenSource();
        var left = _groups.EnqueueAsync([Job("left")], leaving.Token).AsTask();
        var stays = Enqueue("stays");
        await leaving.CancelAsync();

        Open(0);
        await WaitForStatementsAsync(3);
        Open(2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Task.WhenAll(stays);
        Assert.Equal(["stays"], Names(2));
    }

    [Fact]
    public async Task A_call_that_the_server_refuses_fails_alone()
    {
        _ = Enqueue("a", "b");
        var good = Enqueue("c");
        var bad = Enqueue("bad");
        var last = Enqueue("d");

        Open(0);
        for (var statement = 2; statement <= 5; statement++)
        {
            await WaitForStatementsAsync(statement + 1);
            Open(statement);
        }

        await Task.WhenAll([.. good, .. last]);
        await Assert.ThrowsAsync<StorageException>(() => bad[0]);
        Assert.Equal([["c"], ["bad"], ["d"]], new[] { Names(3), Names(4), Names(5) });
    }

    [Fact]
    public async Task When_the_storage_is_away_every_call_of_the_group_fails_and_none_is_tried_again()
    {
        _ = Enqueue("a", "b");
        var calls = Enqueue("c", "away");

        Open(0);
        await WaitForStatementsAsync(3);
        Open(2);

        foreach (var call in calls) Assert.Equal(StorageFault.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => call)).Fault);
        Assert.Equal(3, _statements.Count);
    }

    [Fact]
    public async Task A_lane_is_free_again_after_a_failure()
    {
        var failed = Enqueue("away", "away");
        Open(0);
        Open(1);
        foreach (var call in failed) await Assert.ThrowsAsync<StorageException>(() => call);

        var next = Enqueue("a", "b");

        Assert.Equal([["a"], ["b"]], new[] { Names(2), Names(3) });
        Open(2);
        Open(3);
        await Task.WhenAll(next);
    }

    [Fact]
    public async Task A_large_call_neither_waits_for_a_lane_nor_takes_one()
    {
        var small = Enqueue("a", "b");
        var large = _groups.EnqueueAsync([.. Enumerable.Repeat(Job("large"), 101)], Token).AsTask();
        Assert.Equal(101, Names(2).Count());

        Open(0);
        Open(1);
        await Task.WhenAll(small);
        var next = Enqueue("c", "d");

        Assert.Equal([["c"], ["d"]], new[] { Names(3), Names(4) });
        for (var statement = 2; statement <= 4; statement++) Open(statement);
        await Task.WhenAll([large, .. next]);
    }

    [Fact]
    public async Task A_group_ends_before_its_payloads_grow_too_large()
    {
        var first = Enqueue("a", "b");
        var payload = new byte[600 * 1024];
        Task[] waiting = [.. new[] { "c", "d" }.Select(name => _groups.EnqueueAsync([Job(name) with { Payload = payload }], Token).AsTask())];

        Open(0);
        Open(1);
        await WaitForStatementsAsync(4);

        Assert.Equal([["c"], ["d"]], new[] { Names(2), Names(3) }.OrderBy(names => names.First()));
        Open(2);
        Open(3);
        await Task.WhenAll([.. first, .. waiting]);
    }

    private async ValueTask<IReadOnlyList<EnqueuedJob>> StoreAsync(IReadOnlyList<JobToStore> jobs, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _statements.Add((jobs, gate));
        await gate.Task;
        if (jobs.Any(job => job.TaskName == "bad"))
            throw new StorageException(StorageFault.Refused, "refused", new PostgresException("invalid input syntax for type json", "ERROR", "ERROR", "22P02"));
        if (jobs.Any(job => job.TaskName == "away"))
            throw new StorageException(StorageFault.Unavailable, "away", new PostgresException("terminating connection", "FATAL", "FATAL", "57P01"));
        return [.. jobs.Select(_ => new EnqueuedJob(Interlocked.Increment(ref _lastId), AlreadyEnqueued: false))];
    }

    private Task<IReadOnlyList<EnqueuedJob>>[] Enqueue(params string[] names)
        => [.. names.Select(name => _groups.EnqueueAsync([Job(name)], Token).AsTask())];

    private IEnumerable<string> Names(int statement)
    {
        lock (_lock) return [.. _statements[statement].Jobs.Select(job => job.TaskName)];
    }

    private void Open(int statement)
    {
        lock (_lock) _statements[statement].Gate.SetResult();
    }

    private async Task WaitForStatementsAsync(int count)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_statements.Count >= count) return;
            }

            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
    }

    private static JobToStore Job(string name) => new() { TaskName = name, Version = 1, Queue = "default", MaxAttempts = 1, Payload = "{}"u8.ToArray() };
}
