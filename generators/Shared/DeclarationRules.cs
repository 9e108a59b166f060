using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Shared;

/// <summary>Decides whether a method can be called by generated code at all.</summary>
internal static class DeclarationRules
{
    /// <summary>What the attribute stands on, if it is no method that can be called by its name: <c>a local function</c>.</summary>
    public static string? NotOrdinary(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.LocalFunction => "a local function",
        MethodKind.LambdaMethod => "a lambda expression",
        MethodKind.PropertyGet or MethodKind.PropertySet => "an accessor of a property",
        MethodKind.EventAdd or MethodKind.EventRemove => "an accessor of an event",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface's method",
        MethodKind.Ordinary when method.ContainingType.TypeKind == TypeKind.Interface => "a method of an interface",
        MethodKind.Ordinary when method.ContainingType.Name.Length == 0 => "a member of an extension block",
        MethodKind.Ordinary => null,
        _ => "something else than a method",
    };

    public static void Check(IMethodSymbol method, Compilation compilation, List<Fault> faults)
    {
        if (!method.IsStatic) faults.Add(new Fault(DiagnosticIds.NotStatic, FaultPlace.Method));
        if (method.Attribute("System.Diagnostics.ConditionalAttribute") is not null)
            faults.Add(new Fault(DiagnosticIds.NotAnOrdinaryMethod, FaultPlace.Method, Detail: "a method with [Conditional], calls of which the compiler may leave out"));
        if (OverloadPriority.Preferred(method, compilation) is { } preferred)
            faults.Add(new Fault(DiagnosticIds.NotAnOrdinaryMethod, FaultPlace.Method, Detail: $"a method whose overload '{preferred}' has a higher [OverloadResolutionPriority], so that a call means that one"));
        if (method is { IsAsync: true, ReturnsVoid: true }) faults.Add(new Fault(DiagnosticIds.AsyncVoid, FaultPlace.Method));
        if (GenericIn(method) is { } generic) faults.Add(new Fault(DiagnosticIds.Generic, FaultPlace.Method, Detail: generic));
        if (Inaccessible(method, compilation) is { } hidden) faults.Add(new Fault(DiagnosticIds.TaskInaccessible, FaultPlace.Method, Detail: hidden));
        if (compilation is CSharpCompilation { LanguageVersion: var version } && version < LanguageVersion.CSharp12)
            faults.Add(new Fault(DiagnosticIds.LanguageVersion, FaultPlace.Method, Detail: version.ToDisplayString()));
    }

    /// <summary>Whether the method can be called from other assemblies.</summary>
    public static bool IsPublic(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
            if (symbol.DeclaredAccessibility != Accessibility.Public) return false;
        return true;
    }

    /// <summary>The arguments of an attribute of the method, or else of the classes around it, in C# with parentheses; null without one.</summary>
    public static string? Mark(IMethodSymbol method, string attributeName)
    {
        AttributeData? attribute = null;
        for (ISymbol symbol = method; attribute is null && symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol) attribute = symbol.Attribute(attributeName);
        if (attribute is null) return null;
        var arguments = attribute.ConstructorArguments.Select(Literal).Concat(attribute.NamedArguments.Select(argument => $"{argument.Key} = {Literal(argument.Value)}"));
        return "(" + string.Join(", ", arguments) + ")";
    }

    private static string Literal(TypedConstant argument)
        => argument.Value is null ? "null" : DefaultValues.Literal(argument.Value, argument.Type!); // a constant that is not null has a type

    private static string? GenericIn(IMethodSymbol method)
    {
        if (method.IsGenericMethod) return method.Name;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            if (type.Arity > 0) return type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return null;
    }

    private static string? Inaccessible(IMethodSymbol method, Compilation compilation)
    {
        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
            if (!compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly) || symbol is INamedTypeSymbol { IsFileLocal: true }) return symbol.Name;
        return null;
    }
}
