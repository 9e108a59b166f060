using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads the values of an enum.</summary>
internal static class EnumValues
{
    public static EquatableArray<EnumValue> Of(INamedTypeSymbol type)
        => type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.ConstantValue is IFormattable)
            .Select(field => new EnumValue(field.Name, ((IFormattable)field.ConstantValue!).ToString(null, CultureInfo.InvariantCulture))) // filtered in the line above
            .OrderBy(value => value.Name, StringComparer.Ordinal)
            .ToEquatableArray();
}
