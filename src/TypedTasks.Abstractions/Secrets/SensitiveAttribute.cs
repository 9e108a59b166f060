namespace TypedTasks;

/// <summary>
/// Marks a parameter, a member or (on <c>[return:]</c>) a result as secret: it is never shown where people read jobs,
/// and it is stored encrypted where the application has a key (<c>TypedTasks:Encryption</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class SensitiveAttribute : Attribute;
