using TypedTasks.Postgres.Jobs;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>What a claim that is not thorough may skip, and for how long.</summary>
public sealed class ReadyMarksTests : PostgresTest
{
    [Fact]
    public async Task During_a_backlog_a_better_job_is_claimed_after_a_second()
    {
        await EnqueueAsync(Jobs(20));
        var request = await RequestAsync(2, thorough: false);
        await ClaimAsync(request);
        var better = (await EnqueueAsync(AJob() with { Priority = 5 }))[0];

        Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.DoesNotContain(better, await ClaimAsync(request));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(better, (await ClaimAsync(request))[0]);
    }

    [Fact]
    public async Task A_thorough_claim_sees_a_better_job_at_once()
    {
        await EnqueueAsync(Jobs(20));
        var request = await RequestAsync(2, thorough: false);
        await ClaimAsync(request);
        var better = (await EnqueueAsync(AJob() with { Priority = 5 }))[0];

        Assert.Equal(better, (await ClaimAsync(request with { Thorough = true }))[0]);
    }

    [Fact]
    public async Task After_a_short_claim_the_next_one_sees_everything()
    {
        var ids = await EnqueueAsync(Jobs(5));
        var request = await RequestAsync(3, thorough: false);
        await ClaimAsync(request);
        var better = (await EnqueueAsync(AJob() with { Priority = 5 }))[0];

        Assert.Equal(ids[3..], await ClaimAsync(request));
        Assert.Equal([better], await ClaimAsync(request));
    }

    [Fact]
    public async Task Each_queue_has_a_mark_of_its_own()
    {
        var ids = await EnqueueAsync([AJob("a"), AJob("b"), AJob("a"), AJob("b"), AJob("a"), AJob("b")]);
        var request = await RequestAsync(2, thorough: false);

        Assert.Equal([ids[0], ids[2]], await ClaimAsync(request));
        Assert.Equal([ids[4], ids[1]], await ClaimAsync(request));
        Assert.Equal([ids[3], ids[5]], await ClaimAsync(request));
    }

    [Fact]
    public async Task What_one_worker_has_claimed_sets_no_mark_for_another()
    {
        var ids = await EnqueueAsync(Jobs(6));
        var request = await RequestAsync(2, thorough: false);
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;
        await Storage.Jobs.FinishAndClaimAsync(
            [.. claimed.Select(job => new AttemptOutcome { Attempt = job.AttemptId, Kind = OutcomeKind.Released })], null, Token);

        Assert.Equal(ids[..2], await ClaimAsync(request with { WorkerId = await RegisterAsync("another") }));
    }

    [Fact]
    public async Task Nothing_is_lost_when_several_connections_claim_with_marks()
    {
        var ids = await EnqueueAsync(Jobs(2_000));
        var request = await RequestAsync(30, thorough: false);

        var claims = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => DrainAsync(request), Token)));

        Assert.Equal(ids, claims.SelectMany(claimed => claimed).Order());
    }

    [Fact]
    public void A_full_scan_that_took_long_is_put_off_for_nine_times_as_long_where_that_is_allowed()
    {
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(50));

        Time.Advance(TimeSpan.FromMilliseconds(449));
        Assert.False(marks.Begin(request).Thorough);
        Assert.False(marks.Begin(request with { Thorough = false }).Thorough);
        Assert.True(marks.Begin(request with { CanWait = false }).Thorough);
    }

    [Fact]
    public void A_full_scan_that_was_put_off_comes_when_the_pause_is_over()
    {
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(50));

        Time.Advance(TimeSpan.FromMilliseconds(450));

        Assert.True(marks.Begin(request).Thorough);
    }

    [Fact]
    public void However_long_a_full_scan_took_the_next_one_begins_within_a_second()
    {
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(300));

        Time.Advance(TimeSpan.FromMilliseconds(700));

        Assert.True(marks.Begin(request).Thorough);
    }

    [Fact]
    public void A_quick_full_scan_is_never_put_off()
    {
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(25));

        Assert.True(marks.Begin(request).Thorough);
    }

    [Fact]
    public void A_claim_in_place_of_a_long_scan_begins_where_claims_were_before_the_last_commits()
    {
        // Two callers' jobs 5 and 6 commit in the order 6, 5.
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(90), last: 4);
        marks.Complete(marks.Begin(request), request, 1, Last(6));

        Assert.True(marks.Begin(request).Marks[0].Id <= 4);
    }

    [Fact]
    public void A_claim_in_place_of_a_long_scan_does_not_begin_at_the_beginning_for_long()
    {
        var (marks, request) = AfterAScanOf(TimeSpan.FromMilliseconds(90), last: 4);
        for (var id = 5; id <= 7; id++)
        {
            marks.Complete(marks.Begin(request), request, 1, Last(id));
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var putOff = marks.Begin(request);

        Assert.False(putOff.Thorough);
        Assert.InRange(putOff.Marks[0].Id, 4, 6);
    }

    private (ReadyMarks Marks, ClaimRequest Request) AfterAScanOf(TimeSpan duration, long last = 1)
    {
        var request = new ClaimRequest { WorkerId = 1, Queues = [1], Contracts = [], Limit = 2, Thorough = true, CanWait = true };
        var marks = new ReadyMarks(Time);
        var scan = marks.Begin(request);
        Time.Advance(duration);
        marks.Complete(scan, request, 1, Last(last));
        return (marks, request);
    }

    private static Dictionary<int, JobMark> Last(long id) => new() { [1] = JobMark.Lowest with { Id = id } };

    private async Task<List<long>> DrainAsync(ClaimRequest request)
    {
        var all = new List<long>();
        var empty = 0;
        while (empty < 3)
        {
            var claimed = await ClaimAsync(request);
            all.AddRange(claimed);
            empty = claimed.Length == 0 ? empty + 1 : 0;
        }

        return all;
    }
}
