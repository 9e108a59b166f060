using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class StaggerTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Stagger stagger;
    private int answers;

    public StaggerTests() => stagger = new Stagger(() => answers++, time, new Random(1));

    public void Dispose() => stagger.Dispose();

    [Fact]
    public void A_worker_that_is_alone_answers_at_once()
    {
        stagger.Signal();
        stagger.Signal();

        Assert.Equal(2, answers);
        Assert.Equal(TimeSpan.Zero, stagger.Draw());
    }

    [Fact]
    public void Among_others_it_waits_for_a_moment_and_answers_once()
    {
        stagger.Others = 63;

        for (var i = 0; i < 10; i++) stagger.Signal();
        Assert.Equal(0, answers);
        time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(1, answers);
    }

    [Fact]
    public void After_an_answer_the_next_signal_has_one_of_its_own()
    {
        stagger.Others = 63;

        for (var i = 0; i < 3; i++)
        {
            stagger.Signal();
            time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(3, answers);
    }

    [Fact]
    public void When_the_others_have_gone_it_answers_at_once_again()
    {
        stagger.Others = 63;
        stagger.Others = 0;

        stagger.Signal();

        Assert.Equal(1, answers);
    }

    [Fact]
    public void Among_few_all_answer_within_milliseconds()
    {
        stagger.Others = 3;

        Assert.InRange(Draw().Max(), TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(4));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(9_999)]
    public void Among_many_about_eight_answer_within_as_many_milliseconds_and_all_within_half_a_second(int others)
    {
        stagger.Others = others;

        var drawn = Draw();

        var quick = drawn.Count(delay => delay < TimeSpan.FromMilliseconds(8)) * (others + 1.0) / drawn.Length;
        Assert.InRange(quick, 6, 500); // the slow ones among 10,000 are as dense
        Assert.InRange(drawn.Max(), TimeSpan.FromMilliseconds(450), TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void A_later_signal_may_bring_the_answer_forward()
    {
        stagger.Others = 63;
        for (var i = 0; i < 1000; i++) stagger.Signal();

        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.Equal(1, answers);
    }

    private TimeSpan[] Draw() => [.. Enumerable.Range(0, 10_000).Select(_ => stagger.Draw())];
}
