namespace TypedTasks;

/// <summary>
/// Says under which name older payloads have a parameter or member, so that jobs that were queued before it was renamed still run.
/// New jobs are written with the new name only; raise <see cref="QueueTaskAttribute.Version"/> with it, so that workers of the previous build leave them alone.
/// </summary>
/// <param name="name">The former name in JSON: of a parameter its name, of a member its property's name or that of <c>[JsonPropertyName]</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class FormerlyKnownAsAttribute(string name) : Attribute
{
    /// <summary>The former name in JSON.</summary>
    public string Name { get; } = name;
}
