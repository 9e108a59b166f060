using System.Text;
using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Storing jobs.</summary>
public abstract class EnqueueConformance : StorageConformance
{
    [Fact]
    public async Task Times_may_be_as_late_as_dotnet_can_say()
    {
        var delayed = await EnqueueAsync(AJob() with { Delay = TimeSpan.MaxValue });
        var last = await EnqueueAsync(AJob() with { RunAt = DateTimeOffset.MaxValue, ExpectedWithin = TimeSpan.MaxValue });

        Assert.Equal(0, (await Storage.Maintenance.PromoteAsync(10, Token)).Count);
        Assert.Equal(9999, (await FindAsync(delayed)).RunAt?.Year);
        Assert.Equal((9999, 9999), ((await FindAsync(last)).RunAt?.Year, (await FindAsync(last)).ExpectedBy?.Year));
    }

    [Theory]
    [InlineData("a queue with spaces", short.MaxValue)]
    [InlineData("q'; drop table job; --\"%_\\", -short.MaxValue)]
    [InlineData("grüße 你好 😀", 0)]
    public async Task The_utmost_that_options_may_say_is_stored_and_claimed(string queue, int priority)
    {
        queue = queue.PadRight(200, 'x');
        var id = await EnqueueAsync(AJob() with
        {
            Queue = queue,
            Priority = priority,
            RunAt = DateTimeOffset.MinValue,
            ExpectedBy = DateTimeOffset.MinValue,
            Deadline = DateTimeOffset.MaxValue,
            MaxAttempts = int.MaxValue,
            EnqueueId = Guid.AllBitsSet,
        });

        Assert.Equal(id, Assert.Single(await ClaimAsync(await RegisterAsync(), 100, queue)).AttemptId.JobId);
        var job = await FindAsync(id);
        Assert.Equal((queue, priority, DateTimeOffset.MinValue, int.MaxValue), (job.Queue, job.Priority, job.ExpectedBy, job.MaxAttempts));
    }

    [Fact]
    public async Task A_job_is_stored_as_it_was_given()
    {
        var expectedBy = new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
        var id = await EnqueueAsync(AJob("""{"orderId": 7}""") with
        {
            TaskName = "Shop.Größe",
            Version = 3,
            Queue = "email",
            Priority = -12,
            ExpectedBy = expectedBy,
            MaxAttempts = int.MaxValue,
        });

        var job = await FindAsync(id);

        Assert.Equal("Shop.Größe", job.TaskName);
        Assert.Equal(3, job.Version);
        Assert.Equal("email", job.Queue);
        Assert.Equal(JobState.Ready, job.State);
        Assert.Equal(-12, job.Priority);
        Assert.Equal(expectedBy, job.ExpectedBy);
        Assert.Equal(int.MaxValue, job.MaxAttempts);
        Assert.Equal("""{"orderId": 7}""", job.Payload);
    }

    [Fact]
    public async Task A_new_job_has_used_nothing()
    {
        var job = await FindAsync(await EnqueueAsync(AJob()));

        Assert.Equal((0, 0, 0), (job.Attempt, job.Claims, job.Crashes));
        Assert.Null(job.ExpectedBy);
        Assert.Null(job.RunAt);
        Assert.Null(job.ClaimedAt);
        Assert.Null(job.FinishedAt);
        Assert.Null(job.Worker);
        Assert.Null(job.Result);
        Assert.Null(job.Reason);
        Assert.Empty(job.Errors);
    }

    [Fact]
    public async Task Many_jobs_get_ascending_numbers_in_their_order()
    {
        var jobs = Enumerable.Range(0, 3_000).Select(static n => AJob($"{{\"n\":{n}}}") with { Queue = $"q{n % 7}" }).ToList();

        var ids = await EnqueueAllAsync(jobs);

        Assert.Equal(3_000, ids.Length);
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(3_000, ids.Distinct().Count());
        Assert.Equal("""{"n":2999}""", (await FindAsync(ids[2_999])).Payload);
        Assert.Equal("q3", (await FindAsync(ids[3])).Queue);
    }

    [Fact]
    public async Task Many_jobs_may_each_have_their_own_options()
    {
        var expectedBy = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var ids = await EnqueueAllAsync(
            AJob() with { Priority = 5 },
            AJob() with { Delay = TimeSpan.FromHours(1) },
            AJob() with { ExpectedBy = expectedBy },
            AJob() with { MaxAttempts = 1, Version = 2 });

        Assert.Equal(5, (await FindAsync(ids[0])).Priority);
        Assert.Equal(JobState.Scheduled, await StateAsync(ids[1]));
        Assert.Equal(expectedBy, (await FindAsync(ids[2])).ExpectedBy);
        var last = await FindAsync(ids[3]);
        Assert.Equal((1, 2), (last.MaxAttempts, last.Version));
    }

    [Fact]
    public async Task Expected_within_counts_from_the_enqueue()
    {
        var job = await FindAsync(await EnqueueAsync(AJob() with { ExpectedWithin = TimeSpan.FromMinutes(10) }));

        Assert.Equal(job.EnqueuedAt + TimeSpan.FromMinutes(10), job.ExpectedBy);
    }

    [Fact]
    public async Task Callers_at_once_in_two_processes_lose_nothing()
    {
        var other = await Fixture.OpenAsync();
        var calls = Enumerable.Range(0, 40).Select(n => Task.Run(
            async () => (await (n % 2 == 0 ? Storage : other).Jobs.EnqueueAsync([AJob($"{{\"n\":{n}}}") with { Queue = $"q{n % 5}" }], null, Token))[0].Id,
            Token));

        var ids = await Task.WhenAll(calls);

        Assert.Equal(40, ids.Distinct().Count());
        Assert.Equal(40, await Fixture.CountRowsAsync("job"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"b\" : 1,\r\n\t\"a\" : 1.0E+2, \"a\" : 2 }")]
    [InlineData("""{"s":"grüße 你好 😀 \ud83d\ude00 \" \\ \/ \b"}""")]
    [InlineData("""{"s":"it's; drop table job; -- :p @p $1 ? % _"}""")]
    public async Task A_payload_is_kept_byte_for_byte(string payload)
    {
        var id = await EnqueueAsync(AJob(payload));
        var claimed = await ClaimOneAsync(await RegisterAsync());

        Assert.Equal(Encoding.UTF8.GetBytes(payload), claimed.Payload);
        Assert.Equal(payload, (await FindAsync(id)).Payload);
    }

    [Fact]
    public async Task A_payload_of_200_KB_is_kept_byte_for_byte()
    {
        var payload = "{\"s\":\"" + string.Concat(Enumerable.Range(0, 20_000).Select(static n => $"{n:D5}é😀")) + "\"}";

        await EnqueueAsync(AJob(payload));
        var claimed = await ClaimOneAsync(await RegisterAsync());

        Assert.True(claimed.Payload.Length > 200_000);
        Assert.Equal(Encoding.UTF8.GetBytes(payload), claimed.Payload);
    }
}
