namespace TypedTasks.Shared.Locking;

/// <summary>What a type is in JSON.</summary>
internal enum LockedUseKind
{
    /// <summary>One value, or a named type.</summary>
    Value,

    /// <summary>An array.</summary>
    List,

    /// <summary>An array without repeated elements.</summary>
    Set,

    /// <summary>An object with any keys.</summary>
    Dictionary,
}
