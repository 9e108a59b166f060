namespace TypedTasks.Benchmarks.Payloads;

/// <summary>Makes the generator write serializers for the values that are measured; nothing runs these tasks.</summary>
internal static class PayloadTasks
{
    [QueueTask]
    public static void TakePayloads(Flat flat, Order order, Numbers numbers, Letter letter) => _ = (flat, order, numbers, letter);
}
