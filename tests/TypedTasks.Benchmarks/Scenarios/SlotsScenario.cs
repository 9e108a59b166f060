using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Many jobs that wait at once in one worker.</summary>
internal sealed class SlotsScenario : IScenario
{
    private const int UsualJobs = 100_000;
    private const int Slots = 1000;
    private const int Milliseconds = 10;

    public string Name => "slots";

    public string Description => "a backlog of 100,000 jobs that wait for 10 ms, 1,000 at a time in one worker; limit: the bare finish-and-claim loop, whose jobs do not wait";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        NewJob[] backlog = [.. Enumerable.Repeat(ShortWait.Job(Milliseconds), jobs)];
        var limit = new Contender("bare finish-and-claim loop", database => DrainLimit.MeasureAsync(database, jobs));
        var ours = new Contender("TypedTasks", database => OurDrain.MeasureAsync(database, backlog, worker => worker.Concurrency(Slots)));
        report.Throughput(Name, await rounds.MeasureAsync([limit, ours]), limit);
    }
}
