namespace TypedTasks.Shared;

/// <summary>A member of a payload class, record or struct.</summary>
/// <param name="Name">The property in C#.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Use">Its type.</param>
/// <param name="Assignment">How it gets its value.</param>
/// <param name="Presence">What it means when JSON lacks it.</param>
/// <param name="Default">The constructor parameter's default in C#, if it has one.</param>
internal sealed record MemberShape(
    string Name,
    string JsonName,
    TypeUse Use,
    MemberAssignment Assignment,
    MemberPresence Presence,
    string? Default)
{
    /// <summary>The default as JSON, if it has one.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>Other names under which JSON may have it.</summary>
    public EquatableArray<string> FormerNames { get; init; }

    /// <summary>Whether it is never shown, and encrypted where a key is configured.</summary>
    public bool IsSensitive { get; init; }
}
