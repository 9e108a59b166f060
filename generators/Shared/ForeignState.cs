using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Shared;

/// <summary>Finds out whether a class of another assembly that shows nothing to store holds something nevertheless.</summary>
/// <remarks>
/// A compiler leaves fields out that are not public when it reads an assembly, so they are read once more. Reference assemblies, which a build
/// makes of the projects it refers to, have no such fields in classes. There the question is whether two values could differ: by what their
/// constructors take, by which of its own members gave them, or by what is done to them.
/// </remarks>
internal static class ForeignState
{
    private static readonly ConditionalWeakTable<Compilation, Compilation> WithAllMembers = new();

    /// <summary>Whether the type, or a base class of it, has state, as far as other assemblies declare it.</summary>
    /// <param name="type">The class, record or struct.</param>
    /// <param name="settled">The properties that its author wants left out.</param>
    /// <param name="compilation">The program that refers to it.</param>
    public static bool IsIn(INamedTypeSymbol type, IReadOnlyCollection<IPropertySymbol> settled, Compilation compilation)
    {
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
            if (declaring.DeclaringSyntaxReferences.IsEmpty && (!declaring.IsValueType && IsStripped(declaring.ContainingAssembly) ? MayDiffer(declaring) : HasFields(declaring, settled, compilation))) return true;
        return false;
    }

    private static bool IsStripped(IAssemblySymbol assembly)
        => assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Is("System.Runtime.CompilerServices.ReferenceAssemblyAttribute") == true);

    private static bool HasFields(INamedTypeSymbol type, IReadOnlyCollection<IPropertySymbol> settled, Compilation compilation)
    {
        if (compilation.GetMetadataReference(type.ContainingAssembly) is not { } reference) return MayDiffer(type);
        var all = WithAllMembers.GetValue(compilation, static compilation => CSharpCompilation.Create(
            "Members",
            references: compilation.References,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All)));
        if ((all.GetAssemblyOrModuleSymbol(reference) as IAssemblySymbol)?.GetTypeByMetadataName(MetadataNames.Of(type)) is not { } whole) return MayDiffer(type);
        return whole.GetMembers().OfType<IFieldSymbol>().Any(field => field is { IsStatic: false, Type.TypeKind: not TypeKind.Delegate } && !settled.Any(property => IsBehind(field, property)));
    }

    private static bool IsBehind(IFieldSymbol field, IPropertySymbol property)
        => field.Name == $"<{property.Name}>k__BackingField" || HiddenState.IsShownBy(field, property);

    private static bool MayDiffer(INamedTypeSymbol type)
        => type.InstanceConstructors.Any(constructor => !constructor.Parameters.IsEmpty && !IsCopy(constructor, type)) || type.GetMembers().Any(member => IsFactory(member, type) || IsUse(member));

    // Of a record there are members that its compiler wrote.
    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) => constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool IsUse(ISymbol member)
        => member is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, IsOverride: false, CanBeReferencedByName: true, DeclaredAccessibility: Accessibility.Public, Name: not ("Equals" or "CompareTo") };

    private static bool IsFactory(ISymbol member, INamedTypeSymbol type) => member.IsStatic && member switch
    {
        IMethodSymbol method => SymbolEqualityComparer.Default.Equals(method.ReturnType, type),
        IPropertySymbol property => SymbolEqualityComparer.Default.Equals(property.Type, type),
        IFieldSymbol field => SymbolEqualityComparer.Default.Equals(field.Type, type),
        _ => false,
    };
}
