using TypedTasks;

namespace AotWorker.Tasks;

public static class GateTasks
{
    /// <summary>Lets a driver in. Neither the code of the driver nor that of the pass is to be seen in the queue.</summary>
    [QueueTask(Queue = "gates")]
    public static GatePass IssueGatePass(string gate, [Sensitive] string driverCode)
        => new(gate, string.Concat(driverCode.Reverse()));
}
