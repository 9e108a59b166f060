using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>Names stubs: after the method without <c>Async</c>, or, for <c>Run</c> and <c>RunAsync</c> in a static partial class, after that class.</summary>
internal static class StubNames
{
    private const string AsyncSuffix = "Async";
    private const string VersionTypes = "Types";

    /// <summary>What generated classes name as their tool in <c>[GeneratedCode]</c>.</summary>
    public const string GeneratedCodeTool = "TypedTasks";

    // The members of every stub; C# allows no member to be named like its class.
    private static readonly string[] StubMembers = ["Job", "EnqueueAsync"];

    public static StubIdentity Of(IMethodSymbol method, TaskOptions options)
    {
        var @namespace = CSharpNames.Of(method.ContainingNamespace);
        var types = options.StubName is null ? PartialTypes(method) : [];
        var plain = options.StubName ?? (types.Count > 0 ? method.ContainingType.Name : WithoutSuffix(method.Name));
        var path = string.Join(".", Outer(method, types.Count).Append(plain));
        return new StubIdentity(@namespace, CSharpNames.Escape(plain), options.Name ?? path, types);
    }

    public static void Check(IMethodSymbol method, StubIdentity name, TaskOptions options, Compilation compilation, List<Fault> faults)
    {
        if (options.StubName is { } chosen && !SyntaxFacts.IsValidIdentifier(chosen))
            faults.Add(new Fault(DiagnosticIds.InvalidStubName, FaultPlace.AttributeArgument, "StubName", Detail: chosen));
        else if (Takers(method, name, options, compilation).Any())
            faults.Add(new Fault(DiagnosticIds.StubNameTaken, options.StubName is null ? FaultPlace.Method : FaultPlace.AttributeArgument, "StubName", Detail: name.Name.TrimStart('@')));
    }

    /// <summary>
    /// What has a name that the stub needs: a type or namespace, the method of another task, members of the class that the stub's go into; the task's
    /// own method if its stub would be called like one of the stub's members.
    /// </summary>
    public static IEnumerable<ISymbol> Takers(IMethodSymbol method, StubIdentity name, TaskOptions options, Compilation compilation)
    {
        var plain = name.Name.TrimStart('@');
        if (IsOfStub(plain, options)) return [method];
        if (StubTable.OtherKeeper(compilation, method, name) is { } keeper) return [keeper];
        if (name.PartialTypes.Count > 0) return method.ContainingType.GetMembers().Where(member => IsOfStub(member.Name, options) && !IsGenerated(member));

        return Namespace(compilation.GlobalNamespace, method.ContainingNamespace).GetMembers(plain).Where(member => member switch
        {
            INamedTypeSymbol { Arity: > 0 } => false,
            INamedTypeSymbol type when IsStub(type, compilation) => false,
            INamedTypeSymbol type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly),
            _ => true,
        });
    }

    // From version 2 on the stub also has the types of the versions, V1 and V1Types.
    private static bool IsOfStub(string member, TaskOptions options)
    {
        if (StubMembers.Contains(member)) return true;
        var number = member.EndsWith(VersionTypes, StringComparison.Ordinal) ? member.Substring(0, member.Length - VersionTypes.Length) : member;
        return options.Version > 1 && number.Length > 1 && number[0] == 'V'
            && int.TryParse(number.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version >= 1 && version <= options.Version && number == "V" + version.ToString(CultureInfo.InvariantCulture);
    }

    // The analyzers look at a compilation that already has the stubs in it.
    private static bool IsStub(INamedTypeSymbol type, Compilation compilation)
        => Same(type.ContainingAssembly, compilation.Assembly) && IsGenerated(type);

    private static bool IsGenerated(ISymbol symbol)
        => symbol.Attribute("System.CodeDom.Compiler.GeneratedCodeAttribute") is { ConstructorArguments: { Length: 2 } arguments }
            && arguments[0].Value is GeneratedCodeTool;

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    // The merged namespace, which also holds what references declare.
    private static INamespaceSymbol Namespace(INamespaceSymbol root, INamespaceSymbol declared)
    {
        if (declared.IsGlobalNamespace) return root;
        var outer = Namespace(root, declared.ContainingNamespace);
        return outer.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == declared.Name) ?? declared;
    }

    private static string WithoutSuffix(string name)
        => name.Length > AsyncSuffix.Length && name.EndsWith(AsyncSuffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - AsyncSuffix.Length) : name;

    private static List<string> Outer(IMethodSymbol method, int partialTypes)
    {
        var names = new List<string>();
        if (partialTypes > 0)
            for (var type = method.ContainingType.ContainingType; type is not null; type = type.ContainingType) names.Insert(0, type.Name);
        for (var current = method.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace) names.Insert(0, current.Name);
        return names;
    }

    private static EquatableArray<string> PartialTypes(IMethodSymbol method)
    {
        if (method.Name is not ("Run" or "RunAsync") || !method.ContainingType.IsStatic) return [];
        var declarations = new List<string>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0 || Declaration(type) is not { } declaration) return [];
            declarations.Insert(0, declaration);
        }

        return declarations.ToEquatableArray();
    }

    // How the type is opened once more; null if it isn't partial.
    private static string? Declaration(INamedTypeSymbol type)
    {
        var isPartial = type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial) return null;
        var keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        return (type.IsStatic ? "static partial " : "partial ") + keyword + " " + CSharpNames.Escape(type.Name);
    }
}
