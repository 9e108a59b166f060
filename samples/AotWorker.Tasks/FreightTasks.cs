using TypedTasks;

namespace AotWorker.Tasks;

public static class FreightTasks
{
    /// <summary>Books a freight. Kinds of carriers, numbers of 128 bits, immutable collections and a type with a serializer of its own go in and come back.</summary>
    [QueueTask(Queue = "freight")]
    public static Freight BookFreight(Freight freight, Carrier? instead = null) => instead is null ? freight : freight with { Carrier = instead };
}
