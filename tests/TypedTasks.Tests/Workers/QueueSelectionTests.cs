using TypedTasks.Storage;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class QueueSelectionTests
{
    private static readonly QueueNumber[] Queues = [new(1, "default"), new(2, "email"), new(3, "email-bulk"), new(4, "reports")];

    [Fact]
    public void Named_queues_keep_their_order() => Assert.Equal([4, 1], Numbers("reports", "default"));

    [Fact]
    public void No_queues_means_all() => Assert.Equal([1, 2, 3, 4], Numbers().Order());

    [Fact]
    public void A_star_takes_what_no_other_pattern_took_and_comes_where_it_stands()
    {
        var numbers = Numbers("email", "*");

        Assert.Equal(2, numbers[0]);
        Assert.Equal([1, 3, 4], numbers.Skip(1).Order());
    }

    [Fact]
    public void A_prefix_takes_all_that_begin_with_it() => Assert.Equal([2, 3], Numbers("email*").Order());

    [Fact]
    public void Matches_of_a_wildcard_take_turns_at_being_first()
    {
        var selection = new QueueSelection(["*"]);
        selection.Refresh(Queues);

        var firsts = Enumerable.Range(0, 8).Select(_ => selection.Next()[0]);

        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], firsts.Order());
    }

    [Fact]
    public void A_queue_that_does_not_exist_yet_is_taken_up_when_it_does()
    {
        var selection = new QueueSelection(["new*"]);
        selection.Refresh(Queues);
        Assert.Empty(selection.Next());

        selection.Refresh([.. Queues, new QueueNumber(5, "newsletter")]);

        Assert.Equal([5], selection.Next());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a*b")]
    [InlineData("**")]
    public void Names_that_can_match_nothing_sensible_are_refused(string queue) => Assert.NotNull(QueuePattern.Problem(queue));

    private static IReadOnlyList<int> Numbers(params string[] patterns)
    {
        var selection = new QueueSelection(patterns);
        selection.Refresh(Queues);
        return selection.Next();
    }
}
