using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Default values of parameters, as C# that means the same in generated code.</summary>
internal static class DefaultValues
{
    /// <summary>The default in C#, or null if the parameter has none.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || IsUnsupported(parameter)) return null;
        return Literal(parameter.ExplicitDefaultValue, parameter.Type);
    }

    /// <summary>Whether the default is given by an attribute, such as <c>[DateTimeConstant]</c>, that has no form in C#.</summary>
    public static bool IsUnsupported(IParameterSymbol parameter)
        => parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is DateTime
            || parameter.Attribute("System.Runtime.CompilerServices.DateTimeConstantAttribute") is not null;

    /// <summary>A constant of a type in C#.</summary>
    public static string Literal(object? value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return value is null ? "null" : Literal(value, nullable.TypeArguments[0]);
        if (value is null) return type.IsValueType || type.TypeKind == TypeKind.TypeParameter ? "default" : "null";
        if (type.TypeKind == TypeKind.Enum) return EnumLiteral(value, (INamedTypeSymbol)type);
        return Literal(value);
    }

    private static string EnumLiteral(object value, INamedTypeSymbol type)
    {
        var named = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value) && !Obsoletion.IsError(field));
        return named is not null ? CSharpNames.Of(type) + "." + CSharpNames.Escape(named.Name) : $"({CSharpNames.Of(type)})({Literal(value)})";
    }

    private static string Literal(object value) => value switch
    {
        bool boolean => boolean ? "true" : "false",
        string text => CSharpNames.Literal(text),
        char character => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(character, quote: true),
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
