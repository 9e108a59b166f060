using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads the named arguments of an attribute.</summary>
internal static class AttributeArguments
{
    /// <summary>The value of a named argument; the type's default if it isn't given or is of another type.</summary>
    public static T? Value<T>(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value) return value;
        return default;
    }

    /// <summary>A number as C# writes it.</summary>
    public static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
