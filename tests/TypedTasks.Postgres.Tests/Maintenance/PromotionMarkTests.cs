using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Maintenance;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests.Maintenance;

/// <summary>From where on a look for scheduled jobs begins, and for how long it may skip what is before.</summary>
public sealed class PromotionMarkTests
{
    private const long At = 1_000_000_000;
    private static readonly long ASecondBefore = At - 1_000_000;

    private readonly ManualTime time = new();

    [Fact]
    public void As_long_as_full_looks_are_short_each_is_one()
    {
        var mark = AfterALookOf(TimeSpan.FromMilliseconds(25));

        Assert.Equal(DatabaseTime.MinusInfinity, mark.Begin(10).After);
    }

    [Fact]
    public void After_a_long_look_the_next_ones_begin_a_second_before_it()
    {
        // Each would walk over all that is dead otherwise: with a million entries that can't be vacuumed two seconds, in each claim that promotes.
        var mark = AfterALookOf(TimeSpan.FromSeconds(2));

        Assert.Equal(ASecondBefore, mark.Begin(10).After);
        time.Advance(TimeSpan.FromSeconds(17.9));
        Assert.Equal(ASecondBefore, mark.Begin(10).After);
    }

    [Fact]
    public void What_was_committed_late_is_found_after_nine_times_as_long()
    {
        var mark = AfterALookOf(TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(18));

        Assert.Equal(DatabaseTime.MinusInfinity, mark.Begin(10).After);
        Assert.Equal(ASecondBefore, mark.Begin(10).After);
    }

    [Fact]
    public void The_mark_moves_with_each_look_that_leaves_nothing_due()
    {
        var mark = AfterALookOf(TimeSpan.FromSeconds(2));
        mark.Complete(mark.Begin(10), new PromotedJobs(new long[9], null, At + 5));
        mark.Complete(mark.Begin(10), new PromotedJobs(new long[10], null, At + 7));

        Assert.Equal(ASecondBefore + 5, mark.Begin(10).After);
    }

    [Fact]
    public void A_look_that_took_too_long_for_the_server_is_not_tried_again_by_each_claim()
    {
        var mark = AfterALookOf(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(18));
        var full = mark.Begin(10);
        time.Advance(TimeSpan.FromSeconds(30));
        mark.Fail(full);

        Assert.Equal(ASecondBefore, mark.Begin(10).After);
    }

    private PromotionMark AfterALookOf(TimeSpan duration)
    {
        var mark = new PromotionMark(time);
        var look = mark.Begin(10);
        time.Advance(duration);
        mark.Complete(look, new PromotedJobs([], null, At));
        return mark;
    }
}
