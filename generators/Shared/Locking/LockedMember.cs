namespace TypedTasks.Shared.Locking;

/// <summary>A parameter of a task, or a member of a payload type.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Use">Its type.</param>
/// <param name="IsRequired">Whether JSON must have it.</param>
/// <param name="Default">What it is if JSON lacks it, as JSON; null if it is required, or keeps what its initializer gives it.</param>
/// <param name="FormerNames">Other names under which JSON may have it, in their order.</param>
internal sealed record LockedMember(string Name, LockedUse Use, bool IsRequired, string? Default, EquatableArray<string> FormerNames)
{
    /// <summary>Whether it is stored encrypted where a key is configured.</summary>
    public bool IsSensitive { get; init; }
}
