using System.Text;

using TypedTasks.Jobs;

namespace TypedTasks.Tests.Jobs;

public sealed class JobSettingsTests
{
    public static TheoryData<EnqueueOptions, string> Written => new()
    {
        { new EnqueueOptions { Timeout = TimeSpan.FromSeconds(30) }, """{"timeout":"00:00:30"}""" },
        { new EnqueueOptions { Timeout = Timeout.InfiniteTimeSpan }, """{"timeout":"-00:00:00.0010000"}""" },
        { new EnqueueOptions { RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromTicks(1)) }, """{"retry":{"backoff":"Fixed","delay":"00:00:00.0000001"}}""" },
        {
            new EnqueueOptions { Timeout = TimeSpan.Zero, RetryPolicy = RetryPolicy.Linear(TimeSpan.FromMinutes(1), TimeSpan.FromDays(2)) },
            """{"timeout":"00:00:00","retry":{"backoff":"Linear","delay":"00:01:00","maxDelay":"2.00:00:00"}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void What_is_written_comes_back(EnqueueOptions options, string json)
    {
        var stored = JobSettings.Write(options)!; // ! each of these asks for something
        var read = JobSettings.Read(stored);

        Assert.Equal(json, Encoding.UTF8.GetString(stored));
        Assert.Equal((options.Timeout, options.RetryPolicy), (read.Timeout, read.RetryPolicy));
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_stored()
        => Assert.Null(JobSettings.Write(new EnqueueOptions { Priority = 3, Deadline = DateTimeOffset.MaxValue }));

    [Fact]
    public void Members_of_a_newer_version_are_passed_over()
        => Assert.Equal(TimeSpan.FromSeconds(1), JobSettings.Read("""{"color":[1],"timeout":"00:00:01"}"""u8.ToArray()).Timeout);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"timeout":5}""")]
    [InlineData("""{"timeout":"soon"}""")]
    [InlineData("""{"retry":{"backoff":"Never"}}""")]
    [InlineData("""{"timeout":"-00:00:05"}""")]
    [InlineData("""{"retry":{"delay":"-00:00:05"}}""")]
    [InlineData("""{"retry":{"delay":"00:00:05","maxDelay":"00:00:01"}}""")]
    public void What_makes_no_sense_is_refused(string json)
        => Assert.ThrowsAny<Exception>(() => JobSettings.Read(Encoding.UTF8.GetBytes(json)));
}
