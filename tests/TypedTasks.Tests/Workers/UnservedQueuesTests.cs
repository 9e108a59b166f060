using TypedTasks.Testing;
using TypedTasks.Tests.Memory;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class UnservedQueuesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogCollector _log = new();
    private readonly MemoryStorage _storage;
    private readonly UnservedQueues _unserved;

    public UnservedQueuesTests()
    {
        _storage = new MemoryStorage(_time) { Served = ["email*, default"] };
        _unserved = new UnservedQueues(_storage, _time, _log);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_queue_without_a_worker_is_warned_of_at_the_second_look_and_then_once_an_hour()
    {
        await EnqueueAsync("reports", "email.bulk", "default");

        await LookAsync(times: 1);
        Assert.Empty(_log.Lines);

        await LookAsync(times: 59);
        Assert.Contains("'reports'", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);

        await LookAsync(times: 60);
        Assert.Equal(2, _log.Lines.Count);
    }

    [Theory]
    [InlineData("defualt", "Did somebody mean 'default'? Start a worker")]
    [InlineData("Default", "Did somebody mean 'default'? Start a worker")]
    [InlineData("reports", "served are: email*, default. Start a worker")]
    public async Task A_name_like_that_of_a_served_queue_is_asked_about(string queue, string text)
    {
        await EnqueueAsync(queue);

        await LookAsync(times: 2);

        Assert.Contains(text, Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deploy_that_leaves_queues_alone_for_a_moment_is_not_warned_of()
    {
        await EnqueueAsync("reports");
        await LookAsync(times: 1);
        _storage.Served = ["*"];
        await LookAsync(times: 1);
        _storage.Served = [];
        await LookAsync(times: 1);

        Assert.Empty(_log.Lines);
    }

    private async Task EnqueueAsync(params string[] queues) => await _storage.EnqueueAsync(
        [.. queues.Select(queue => new Storage.JobToStore { TaskName = "Any", Version = 1, Queue = queue, MaxAttempts = 1, Payload = "{}"u8.ToArray() })], null, TestContext.Current.CancellationToken);

    private async Task LookAsync(int times)
    {
        for (var look = 0; look < times; look++)
        {
            await _unserved.LookAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
