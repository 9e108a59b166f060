using Quartz;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Peers;

/// <summary>The job whose running costs nothing.</summary>
internal sealed class QuartzNoOp : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        Arrivals.Arrive();
        return ValueTask.CompletedTask;
    }
}
