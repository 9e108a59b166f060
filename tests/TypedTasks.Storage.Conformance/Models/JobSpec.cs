using System.Text;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>A job to enqueue.</summary>
/// <param name="Queue">From 0 to 2.</param>
/// <param name="Priority">From -1 to 1.</param>
/// <param name="Delay">Seconds until it is ready; 0 for at once.</param>
/// <param name="ExpectedWithin">Seconds; 0 for no expectation.</param>
/// <param name="MaxAttempts">From 1.</param>
/// <param name="IsNew">Whether its task is one that only some workers know.</param>
/// <param name="EnqueueId">The caller's id, from 1 to 3; 0 for none.</param>
/// <param name="AtMostOnce">Whether it may run at most once.</param>
/// <param name="Deadline">Seconds from the beginning of all time; 0 for none.</param>
/// <param name="Timeout">Seconds; 0 for its task's.</param>
internal sealed record JobSpec(int Queue, int Priority, int Delay, int ExpectedWithin, int MaxAttempts, bool IsNew, int EnqueueId, bool AtMostOnce, int Deadline, int Timeout)
{
    public static string QueueName(int queue) => $"queue-{queue}";

    public static TaskContract Contract(bool isNew) => new(isNew ? "Shop.NewTask" : "Shop.SendReceipt", 1);

    public DateTimeOffset? StoredDeadline() => Deadline == 0 ? null : StoreModel.Beginning.AddSeconds(Deadline);

    public byte[]? StoredSettings() => Timeout == 0 ? null : Encoding.UTF8.GetBytes($$"""{"timeoutMs": {{Timeout}}000}""");

    public Guid? StoredId() => EnqueueId == 0 ? null : new Guid(EnqueueId, 0, 0, new byte[8]);

    public JobToStore ToStore() => new()
    {
        TaskName = Contract(IsNew).TaskName,
        Version = 1,
        Queue = QueueName(Queue),
        Priority = Priority,
        Delay = TimeSpan.FromSeconds(Delay),
        ExpectedWithin = ExpectedWithin == 0 ? null : TimeSpan.FromSeconds(ExpectedWithin),
        MaxAttempts = MaxAttempts,
        EnqueueId = StoredId(),
        AtMostOnce = AtMostOnce,
        Deadline = StoredDeadline(),
        Settings = StoredSettings(),
        Payload = "{}"u8.ToArray(),
    };
}
