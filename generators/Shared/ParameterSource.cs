namespace TypedTasks.Shared;

/// <summary>Where a task's parameter comes from when the task runs.</summary>
internal enum ParameterSource
{
    /// <summary>It was stored with the job.</summary>
    Payload,

    /// <summary>The attempt's cancellation token.</summary>
    CancellationToken,

    /// <summary>The attempt itself.</summary>
    JobContext,

    /// <summary>The attempt's database transaction: the task's effects are written exactly once.</summary>
    Transaction,

    /// <summary>The attempt's service scope; it must be registered.</summary>
    Service,

    /// <summary>The attempt's service scope; null if it is not registered.</summary>
    OptionalService,
}
