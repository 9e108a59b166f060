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
    public void A_look_everywhere_that_took_long_is_put_off_for_nine_times_as_long_where_that_is_allowed()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(50));

        Time.Advance(TimeSpan.FromMilliseconds(449));
        Assert.Equal(ClaimScope.Around, marks.Begin(request).Scope);
        Assert.Equal(ClaimScope.Ahead, marks.Begin(request with { Thorough = false }).Scope);
        Assert.Equal(ClaimScope.Everywhere, marks.Begin(request with { CanWait = false }).Scope);
    }

    [Theory]
    [InlineData(50, 450)]
    [InlineData(3_000, 27_000)]
    [InlineData(20_000, 30_000)]
    public void A_look_everywhere_that_was_put_off_comes_when_the_pause_is_over_and_after_half_a_minute_at_the_latest(int tookMilliseconds, int pauseMilliseconds)
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(tookMilliseconds));

        Time.Advance(TimeSpan.FromMilliseconds(pauseMilliseconds - 1));
        Assert.NotEqual(ClaimScope.Everywhere, marks.Begin(request).Scope);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ClaimScope.Everywhere, marks.Begin(request).Scope);
    }

    [Fact]
    public void While_a_long_look_everywhere_is_under_way_other_claims_begin_where_they_were()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(50), last: 7);
        Time.Advance(TimeSpan.FromMilliseconds(450));
        var look = marks.Begin(request);
        var other = request with { Thorough = false };

        Assert.Equal((ClaimScope.Everywhere, JobMark.Lowest), (look.Scope, look.Marks[0]));
        Assert.Equal((ClaimScope.Ahead, Mark(7)), (marks.Begin(other).Scope, marks.Begin(other).Marks[0]));
        marks.Complete(look, request, request.Limit, Last(3));
        Assert.Equal(Mark(3), marks.Begin(other).Marks[0]);
    }

    [Fact]
    public void A_quick_look_everywhere_is_never_put_off()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(25));

        Assert.Equal(ClaimScope.Everywhere, marks.Begin(request).Scope);
    }

    [Fact]
    public void Looks_around_take_a_tenth_of_the_time_too_but_one_that_promotes_is_never_put_off()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromSeconds(1));
        var around = marks.Begin(request);
        Time.Advance(TimeSpan.FromMilliseconds(10));
        marks.Complete(around, request, 1, []);

        Time.Advance(TimeSpan.FromMilliseconds(89));
        Assert.Equal(ClaimScope.Ahead, marks.Begin(request).Scope);
        Assert.Equal(ClaimScope.Around, marks.Begin(request with { Promotes = 1 }).Scope);
    }

    [Fact]
    public void A_look_around_begins_where_claims_were_before_the_last_commits()
    {
        // Two callers' jobs 5 and 6 commit in the order 6, 5.
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(90), last: 4);
        marks.Complete(marks.Begin(request), request, 1, Last(6));

        var around = marks.Begin(request with { Promotes = 1 });

        Assert.Contains(around.Gaps, gap => gap.After.CompareTo(Mark(4)) <= 0 && gap.Until.CompareTo(Mark(6)) >= 0);
    }

    [Fact]
    public void A_look_around_leaves_out_what_was_claimed_of_each_rank()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(90), last: 4);
        for (var quarters = 0; quarters < 3; quarters++)
        {
            marks.Complete(marks.Begin(request), request, 2, [(1, Mark(7)), (1, Mark(9, rank: 5))]);
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var around = marks.Begin(request with { Promotes = 1 });

        Assert.Equal(
            [
                new Gap(1, JobMark.Lowest, JobMark.BeforeUnexpected(0)),
                new Gap(1, Mark(7), JobMark.BeforeUnexpected(5)),
                new Gap(1, Mark(9, rank: 5), JobMark.Highest),
            ],
            around.Gaps);
    }

    [Fact]
    public void What_is_expected_is_never_left_out_by_a_look_around()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(90), last: 4);
        var expected = new JobMark(5, ExpectedBy: 1, Id: 9);
        for (var quarters = 0; quarters < 3; quarters++)
        {
            marks.Complete(marks.Begin(request), request, 2, [(1, Mark(7)), (1, expected)]);
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var around = marks.Begin(request with { Promotes = 1 });

        Assert.Equal([new Gap(1, JobMark.Lowest, JobMark.BeforeUnexpected(0)), new Gap(1, Mark(7), JobMark.Highest)], around.Gaps);
    }

    [Fact]
    public void A_look_around_that_came_back_full_leaves_what_it_has_not_taken_to_the_next_one()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(90));
        Time.Advance(TimeSpan.FromMilliseconds(10));
        var full = marks.Begin(request with { Promotes = 1 });
        marks.Complete(full, request, request.Limit, []);

        var next = marks.Begin(request with { Promotes = 1 });
        marks.Complete(next, request, 0, []);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var last = marks.Begin(request with { Promotes = 1 });

        Assert.Equal(full.AgainWithin, next.AgainWithin);
        Assert.Equal(TimeSpan.FromMilliseconds(1001), last.AgainWithin);
    }

    [Fact]
    public void A_look_everywhere_that_took_longer_than_the_server_may_is_not_tried_again_by_each_claim()
    {
        // Else no claim would ever come through again: they began at the beginning, for the look had taken the marks away.
        var (marks, request) = AfterALookOf(TimeSpan.FromSeconds(1), last: 40);
        Time.Advance(TimeSpan.FromSeconds(10));
        var look = marks.Begin(request);
        Time.Advance(TimeSpan.FromSeconds(30));
        marks.Fail(look, request);

        var around = marks.Begin(request);
        Time.Advance(TimeSpan.FromMilliseconds(10));
        marks.Complete(around, request, 0, []);
        var ahead = marks.Begin(request);

        Assert.Equal([ClaimScope.Everywhere, ClaimScope.Around, ClaimScope.Ahead], [look.Scope, around.Scope, ahead.Scope]);
        Assert.Equal(40, ahead.Marks[0].Id);
    }

    [Fact]
    public void A_look_everywhere_that_failed_at_once_is_taken_again_at_once()
    {
        var (marks, request) = AfterALookOf(TimeSpan.FromMilliseconds(1), last: 40);
        marks.Fail(marks.Begin(request), request);

        Assert.Equal(ClaimScope.Everywhere, marks.Begin(request with { Thorough = false }).Scope);
    }

    private (ReadyMarks Marks, ClaimRequest Request) AfterALookOf(TimeSpan duration, long last = 1)
    {
        var request = new ClaimRequest { WorkerId = 1, Queues = [1], Contracts = [], Limit = 2, Thorough = true, CanWait = true };
        var marks = new ReadyMarks(Time);
        var look = marks.Begin(request);
        Time.Advance(duration);
        marks.Complete(look, request, 1, Last(last));
        return (marks, request);
    }

    private static IEnumerable<(int Queue, JobMark Mark)> Last(long id) => [(1, Mark(id))];

    private static JobMark Mark(long id, short rank = 0) => JobMark.BeforeUnexpected(rank) with { Id = id };

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
