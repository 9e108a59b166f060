using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Shared;

/// <summary>Names in C# that mean the same wherever they stand.</summary>
internal static class CSharpNames
{
    /// <summary>A type, fully qualified; nullable annotations inside but not on it.</summary>
    public static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Array(array),
        IDynamicTypeSymbol => "dynamic",
        IPointerTypeSymbol pointer => Of(pointer.PointedAtType) + "*",
        ITypeParameterSymbol => Escape(type.Name),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Of(nullable.TypeArguments[0]) + "?",
        INamedTypeSymbol named => Keyword(named.SpecialType) ?? Qualified(named),
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };

    /// <summary>A type as it is used, with its nullable annotation; types of code without annotations count as nullable.</summary>
    public static string Use(ITypeSymbol type) => IsNullableReference(type) ? Of(type) + "?" : Of(type);

    public static bool IsNullableReference(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    /// <summary>A namespace without <c>global::</c>; empty for the global one.</summary>
    public static string Of(INamespaceSymbol? @namespace)
    {
        if (@namespace is null || @namespace.IsGlobalNamespace) return "";
        var outer = Of(@namespace.ContainingNamespace);
        return outer.Length == 0 ? Escape(@namespace.Name) : outer + "." + Escape(@namespace.Name);
    }

    /// <summary>A name that may be used where C# expects an identifier.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A text as a C# literal with quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    // C# writes the outer array's brackets first: an array of int[,] is int[][,].
    private static string Array(IArrayTypeSymbol array)
    {
        var brackets = Brackets(array);
        var element = array.ElementType;
        for (; element is IArrayTypeSymbol inner && !IsNullableReference(inner); element = inner.ElementType) brackets += Brackets(inner);
        return Use(element) + brackets;
    }

    private static string Brackets(IArrayTypeSymbol array) => "[" + new string(',', array.Rank - 1) + "]";

    private static string Qualified(INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        if (type.ContainingType is { } outer) name.Append(Qualified(outer)).Append('.');
        else if (type.ContainingNamespace is { IsGlobalNamespace: false } @namespace) name.Append("global::").Append(Of(@namespace)).Append('.');
        else name.Append("global::");

        name.Append(Escape(type.Name));
        if (type.TypeArguments.Length > 0) name.Append('<').Append(string.Join(", ", type.TypeArguments.Select((argument, i) => Argument(argument, type.TypeParameters[i])))).Append('>');
        return name.ToString();
    }

    // Without annotations nullable is assumed, except where the type parameter allows no nulls: Dictionary<string?, …> would be a warning.
    private static string Argument(ITypeSymbol argument, ITypeParameterSymbol parameter)
        => argument.NullableAnnotation == NullableAnnotation.None && AllowsNoNull(parameter) ? Of(argument) : Use(argument);

    private static bool AllowsNoNull(ITypeParameterSymbol parameter)
        => parameter.HasNotNullConstraint
            || parameter is { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: not NullableAnnotation.Annotated }
            || parameter.ConstraintNullableAnnotations.Any(annotation => annotation != NullableAnnotation.Annotated);

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_Void => "void",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Char => "char",
        SpecialType.System_String => "string",
        _ => null,
    };
}
