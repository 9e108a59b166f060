using TypedTasks;

namespace AotWorker.Tasks;

public static class DeliveryTasks
{
    /// <summary>Plans a delivery. Every kind of simple value goes in and comes back.</summary>
    [QueueTask(Name = "delivery.plan", Queue = "delivery")]
    public static ValueTask<DeliveryPlan> PlanDeliveryAsync(
        DateOnly day, TimeOnly from, TimeSpan window, DateTimeOffset requestedAt, DateTime registeredAt, Guid? driver, Uri tracking, Version firmware, char gate, byte[] signature)
        => ValueTask.FromResult(new DeliveryPlan(day, from, window, requestedAt, registeredAt, driver, tracking, firmware, gate, signature));

    /// <summary>Sends a parcel back. There is no such thing here, so it fails for good.</summary>
    [QueueTask(Queue = "delivery", MaxAttempts = 1)]
    public static Task ReturnParcelAsync(Guid parcel) => throw new NotSupportedException($"Parcel {parcel} can't be sent back: this warehouse takes nothing back.");
}
