namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>A finished job is pruned together with its enqueue id at the very moment when it is enqueued again.</summary>
public sealed class PrunedEnqueueIdTests : PostgresTest
{
    [Fact]
    public async Task The_job_is_stored_anew_and_its_neighbours_once()
    {
        var id = Guid.NewGuid();
        await EnqueueAsync(AJob() with { EnqueueId = id });
        await PruneBetweenInsertAndLookUpAsync();

        var enqueued = await Storage.Jobs.EnqueueAsync([AJob(), AJob() with { EnqueueId = id }, AJob() with { EnqueueId = Guid.NewGuid() }], null, Token);

        Assert.Equal([false, false, false], enqueued.Select(job => job.AlreadyEnqueued));
        Assert.Equal(3, enqueued.Select(job => job.Id).Distinct().Count());
        Assert.Equal(4, await Fixture.CountRowsAsync("job"));
    }

    /// <summary>As if a pruner came in between, once.</summary>
    private Task PruneBetweenInsertAndLookUpAsync() => Fixture.ExecuteAsync($"""
        create sequence {Fixture.Schema}.prunings;
        create function {Fixture.Schema}.prune() returns trigger language plpgsql as
        $$ begin
            if nextval('{Fixture.Schema}.prunings') = 1 then delete from {Fixture.Schema}.enqueue_id where job_id = (select min(job_id) from {Fixture.Schema}.enqueue_id); end if;
            return null;
        end $$;
        create trigger prune after insert on {Fixture.Schema}.enqueue_id for each statement execute function {Fixture.Schema}.prune()
        """);
}
