using System.Text;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

// Enqueues and runs jobs in a file that others hammer, too, or that is to outlive this process.
// Says what is committed, and only then: "E 1 2 3" for jobs enqueued, "F 1 2" for jobs finished, "done" at the end.
// Usage: <file> <number of jobs to enqueue; 0 for no end>
var wanted = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
var random = new Random(Environment.ProcessId);
var payload = Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', 300)}\"}}");
await using var storage = new SqliteStorage(args[0]);
await storage.Migrator.MigrateAsync(default);
var worker = await storage.Workers.RegisterAsync(
    new WorkerRegistration { Name = $"hammer:{Environment.ProcessId}", Host = "here", ProcessId = Environment.ProcessId, Queues = "hammer", Concurrency = 1 },
    TimeSpan.FromMinutes(5),
    default);
await storage.Workers.InternQueuesAsync(["hammer"], default);
var claim = new ClaimRequest
{
    WorkerId = worker,
    Queues = [.. (await storage.Workers.ListQueuesAsync(default)).Select(static queue => queue.Number)],
    Contracts = await storage.Workers.InternContractsAsync([new TaskContract("Hammer", 1)], default),
    Limit = 20,
};

IReadOnlyList<ClaimedJob> running = [];
var enqueued = 0;
while (wanted == 0 || enqueued < wanted || running.Count > 0)
{
    if (wanted == 0 || enqueued < wanted)
    {
        var jobs = await storage.Jobs.EnqueueAsync([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Job())], null, default);
        enqueued += jobs.Count;
        Say("E", jobs.Select(static job => job.Id));
    }

    var finished = running;
    var exchange = await storage.Jobs.FinishAndClaimAsync([.. finished.Select(Succeeded)], claim, default);
    if (exchange.Late.Count > 0) throw new InvalidOperationException($"{exchange.Late.Count} outcomes came too late.");
    Say("F", finished.Select(static job => job.AttemptId.JobId));
    storage.Workers.Renew(worker, TimeSpan.FromMinutes(5), holdsJobs: true);
    running = exchange.Claimed;
}

Console.WriteLine("done");

JobToStore Job() => new() { TaskName = "Hammer", Version = 1, Queue = "hammer", MaxAttempts = 10, EnqueueId = Guid.NewGuid(), Payload = payload };

static AttemptOutcome Succeeded(ClaimedJob job) => new() { Attempt = job.AttemptId, Kind = OutcomeKind.Succeeded };

static void Say(string what, IEnumerable<long> jobs)
{
    Console.WriteLine($"{what} {string.Join(' ', jobs)}");
    Console.Out.Flush();
}
