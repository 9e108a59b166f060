namespace AotWorker.Tasks;

public sealed record DeliveryPlan(
    DateOnly Day, TimeOnly From, TimeSpan Window, DateTimeOffset RequestedAt, DateTime RegisteredAt, Guid? Driver, Uri Tracking, Version Firmware, char Gate, byte[] Signature);
