using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>A worker whose looks everywhere take long, because an old transaction holds back vacuum: what it finds all the same, without the next one.</summary>
public sealed class LookAroundTests : PostgresTest
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    private IReadOnlyList<ClaimedJob> _claimed = [];

    [Fact]
    public async Task It_finds_new_jobs_of_every_rank()
    {
        var request = await AfterALongLookAsync(AJob(), AJob() with { Priority = -5 });
        var ids = await EnqueueAsync(AJob() with { Priority = -5 }, AJob() with { Priority = 5 }, AJob(), AJob() with { Priority = -9 });

        Assert.Equal([ids[1], ids[2], ids[0], ids[3]], await ClaimAsync(request));
    }

    [Fact]
    public async Task It_finds_new_jobs_that_are_expected_early()
    {
        var request = await AfterALongLookAsync(AJob());
        var expected = (await EnqueueAsync(AJob() with { ExpectedBy = DateTimeOffset.UnixEpoch }))[0];

        Assert.Equal([expected], await ClaimAsync(request));
    }

    [Fact]
    public async Task It_finds_a_job_that_is_given_back()
    {
        var request = await AfterALongLookAsync(AJob(), AJob(), AJob());
        await FinishAsync(_claimed[1], OutcomeKind.Released);

        Assert.Equal([_claimed[1].AttemptId.JobId], await ClaimAsync(request));
    }

    [Fact]
    public async Task It_finds_a_job_that_is_due_again()
    {
        var request = await AfterALongLookAsync(AJob(), AJob(), AJob());
        await FinishAsync(_claimed[0], OutcomeKind.Retry);

        Assert.Equal([_claimed[0].AttemptId.JobId], await ClaimAsync(request with { Promotes = 10 }));
    }

    [Fact]
    public async Task It_finds_a_failed_job_that_somebody_has_tried_again()
    {
        var request = await AfterALongLookAsync(AJob(), AJob(), AJob());
        await FinishAsync(_claimed[0], OutcomeKind.Failed);
        await Storage.Control.RetryAsync(_claimed[0].AttemptId.JobId, Token);

        Assert.Equal([_claimed[0].AttemptId.JobId], await ClaimAsync(request));
    }

    [Fact]
    public async Task It_finds_what_a_worker_that_left_has_given_back_and_what_was_rescued()
    {
        var request = await AfterALongLookAsync(AJob(), AJob());
        var (leaving, dying) = (await RegisterAsync("leaving"), await Storage.RegisterAsync("dying", TimeSpan.FromMicroseconds(1)));
        var ids = await EnqueueAsync(Jobs(2));
        await ClaimAsync(request with { WorkerId = leaving, Thorough = true, CanWait = false, Limit = 1 });
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.job set state = 4, worker = {dying}, attempts = 1, claims = 1, claimed_at = now() where id = {ids[1]}");
        await Storage.Workers.RemoveAsync(leaving, Token);
        await RescueAsync();

        Assert.Equal(ids, (await ClaimAsync(request)).Order());
    }

    [Fact]
    public async Task It_takes_at_most_once_jobs_only_as_far_as_there_are_slots()
    {
        var request = await AfterALongLookAsync(AJob());
        var ids = await EnqueueAsync([.. Jobs(4).Select(job => job with { AtMostOnce = true })]);

        Assert.Equal(ids[..2], await ClaimAsync(request with { FreeSlots = 2 }));
    }

    [Fact]
    public async Task A_job_given_back_hides_none_that_comes_before_it()
    {
        var request = (await AfterALongLookAsync(AJob())) with { Limit = 2 };
        var ids = await EnqueueAsync(Jobs(8));
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.job set ready_again_at = {Fixture.Schema}.clock() where id = {ids[5]}");

        long[][] expected = [[ids[0], ids[5]], [ids[1], ids[2]], [ids[3], ids[4]], [ids[6], ids[7]]];
        foreach (var pair in expected)
        {
            Assert.Equal(pair, await ClaimAsync(request));
            Time.Advance(HalfASecond); // until marks are trusted
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task In_the_end_it_has_found_every_job_whatever_became_of_them(int seed)
    {
        await Fixture.SetClockAsync(DateTimeOffset.UnixEpoch.AddYears(50));
        var request = await AfterALongLookAsync(AJob("a"), AJob("b"), AJob("a") with { Priority = -5 });
        var chance = new Random(seed);
        var held = _claimed.ToList();

        for (var step = 0; step < 60; step++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(chance.Next(300)));
            if (chance.Next(2) == 0) await EnqueueAsync([.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => ARandomJob(chance))]);
            if (held.Count > 0 && chance.Next(2) == 0) await EndOneAsync(held, chance);
            var next = request with { Limit = chance.Next(1, 6), Thorough = chance.Next(3) > 0, Promotes = chance.Next(2) };
            held.AddRange((await Storage.Jobs.FinishAndClaimAsync([], next, Token)).Claimed);
        }

        while (await ClaimAsync(request with { Promotes = 10 }) is { Length: > 0 }) Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await Fixture.QueryAsync<long>($"select count(*) from {Fixture.Schema}.job where state <> 4"));
    }

    private static JobToStore ARandomJob(Random chance) => AJob(chance.Next(2) == 0 ? "a" : "b") with
    {
        Priority = (short)(chance.Next(3) * 5),
        ExpectedBy = chance.Next(4) == 0 ? DateTimeOffset.UnixEpoch.AddDays(chance.Next(100)) : null,
    };

    private async Task EndOneAsync(List<ClaimedJob> held, Random chance)
    {
        var job = held[chance.Next(held.Count)];
        held.Remove(job);
        OutcomeKind[] kinds = [OutcomeKind.Succeeded, OutcomeKind.Released, OutcomeKind.Retry, OutcomeKind.Failed];
        var kind = kinds[chance.Next(kinds.Length)];
        await FinishAsync(job, kind);
        if (kind == OutcomeKind.Failed) await Storage.Control.RetryAsync(job.AttemptId.JobId, Token);
    }

    /// <summary>A request whose look everywhere is put off; all jobs so far were claimed a while ago.</summary>
    private async Task<ClaimRequest> AfterALongLookAsync(params JobToStore[] jobs)
    {
        await EnqueueAsync(jobs);
        var request = await RequestAsync(100, thorough: true) with { CanWait = true };
        Time.Step = Long;
        _claimed = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;
        Time.Step = TimeSpan.Zero;
        Assert.Equal(jobs.Length, _claimed.Count);

        // Marks that are old enough for a look around to trust.
        for (var times = 0; times < 3; times++)
        {
            Time.Advance(HalfASecond);
            Assert.Empty(await ClaimAsync(request));
        }

        return request;
    }

    private async Task FinishAsync(ClaimedJob job, OutcomeKind kind)
        => await Storage.Jobs.FinishAndClaimAsync([new AttemptOutcome { Attempt = job.AttemptId, Kind = kind, Reason = "no paper" }], null, Token);
}
