namespace TypedTasks.Shared;

/// <summary>How a task method ends.</summary>
internal enum ReturnKind
{
    /// <summary>It returns nothing.</summary>
    Void,

    /// <summary>It returns something to await without a result.</summary>
    Awaitable,

    /// <summary>It returns its result.</summary>
    Value,

    /// <summary>It returns something to await with a result.</summary>
    AwaitableValue,
}
