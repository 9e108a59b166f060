using System.Text.Json.Serialization;

namespace TypedTasks;

/// <summary>
/// Hands a value to your own System.Text.Json source-generated context, for what the generated serializers don't carry out: converters,
/// number handling, extension data. On a type it holds wherever the type is used.
/// </summary>
/// <remarks>The context must list the type with <see cref="JsonSerializableAttribute"/>. What it writes and reads is yours: nothing checks that values come back equal.</remarks>
/// <param name="context">A class derived from <see cref="JsonSerializerContext"/>.</param>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field
    | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface,
    Inherited = false)]
public sealed class PayloadJsonAttribute(Type context) : Attribute
{
    /// <summary>The context's class.</summary>
    public Type Context { get; } = context;
}
