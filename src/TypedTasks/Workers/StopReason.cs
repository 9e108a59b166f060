namespace TypedTasks.Workers;

/// <summary>Why a running attempt was asked to stop.</summary>
internal enum StopReason
{
    None = 0,
    Shutdown,
    Canceled,
    LeaseLost,
    Timeout,
}
