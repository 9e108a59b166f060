namespace TypedTasks.Shared;

/// <summary>What a task gives back.</summary>
/// <param name="Kind">How the method ends.</param>
/// <param name="TypeName">The result in C#, with its nullable annotation; null without a result.</param>
/// <param name="Use">The result as a payload; null without a result, and for a refused one.</param>
/// <param name="IsUnknown">Whether the compiler does not know the return type and has reported that itself.</param>
internal sealed record ResultShape(ReturnKind Kind, string? TypeName = null, TypeUse? Use = null, bool IsUnknown = false)
{
    /// <summary>Whether it is never shown, and encrypted where a key is configured.</summary>
    public bool IsSensitive { get; init; }
}
