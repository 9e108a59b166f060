using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>What a job leaves to the garbage collector.</summary>
internal sealed class AllocationScenario : IScenario
{
    private const int UsualJobs = 100_000;
    private const int AtATime = 1000;

    // The aim for a job that does nothing.
    private const double Aim = 1024;

    public string Name => "allocations";

    public string Description => "bytes allocated per no-op job with a small payload, by its enqueue and by the worker; limit: the aim of 1 KB";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        await using var database = await rounds.CreateDatabaseAsync();
        await OurDrain.MeasureAsync(database, jobs / 10, _ => { }); // to warm up

        using (var producer = OurHost.Build(database))
        {
            await producer.StartAsync();
            var client = producer.Services.GetRequiredService<ITaskClient>();
            await NoOp.EnqueueAsync(client, 0);
            Figure("enqueued one by one", await PerJobAsync(jobs / 100, async () =>
            {
                for (var i = 0; i < jobs / 100; i++) await NoOp.EnqueueAsync(client, i);
            }));
            Figure("enqueued 1,000 at a time", await PerJobAsync(jobs, async () =>
            {
                foreach (var numbers in Enumerable.Range(0, jobs).Chunk(AtATime)) await client.EnqueueManyAsync(numbers.Select(number => NoOp.Job(number)));
            }));
            await producer.StopAsync();
        }

        using var worker = OurHost.Build(database, _ => { });
        var waiting = jobs + (jobs / 100) + 1;
        var arrivals = Arrivals.Expect(waiting);
        Figure("drained", await PerJobAsync(waiting, async () =>
        {
            await worker.StartAsync();
            await arrivals;
        }));
        await worker.StopAsync();

        void Figure(string what, double bytes) => report.Figure(Name, what, bytes, "B/job", Aim);
    }

    private static async Task<double> PerJobAsync(int jobs, Func<Task> work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / jobs;
    }
}
