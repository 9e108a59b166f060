using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads what the manifest and <c>AddAllTasks()</c> need to know about the assembly and its references.</summary>
internal static class AssemblyParser
{
    private const string Contracts = "TypedTasks.Abstractions";
    private const string ManifestAttribute = MetadataNames.TaskManifestAttribute;
    private const string RegistryOption = "build_property.TypedTasksGenerateRegistry";

    public static AssemblyFacts Parse(Compilation compilation, AnalyzerConfigOptions options, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName(ManifestAttribute) is null) return new AssemblyFacts("", WantsAddAllTasks: false, []);
        return new AssemblyFacts(
            ManifestNamespace(compilation),
            WantsAddAllTasks(compilation, options),
            ReferencedManifests(compilation, cancellationToken));
    }

    // Applications, and whatever asks for it, such as a test host that is built as a library.
    private static bool WantsAddAllTasks(Compilation compilation, AnalyzerConfigOptions options)
        => options.TryGetValue(RegistryOption, out var text) && bool.TryParse(text, out var chosen)
            ? chosen
            : compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    private static EquatableArray<string> ReferencedManifests(Compilation compilation, CancellationToken cancellationToken)
    {
        var manifests = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Contracts))) continue;
            foreach (var attribute in assembly.GetAttributes())
                if (attribute.AttributeClass is { } type && type.Is(ManifestAttribute) && attribute.ConstructorArguments is { Length: 1 } arguments
                    && arguments[0].Value is INamedTypeSymbol manifest)
                    manifests.Add(CSharpNames.Of(manifest));
        }

        return manifests.ToEquatableArray();
    }

    // The assembly's name as a namespace: what C# does not allow in an identifier becomes an underscore. A type that bears the name of one of
    // its parts would make the namespace impossible; then the manifest moves aside.
    private static string ManifestNamespace(Compilation compilation)
    {
        var parts = (compilation.AssemblyName ?? "Tasks").Split(['.'], StringSplitOptions.RemoveEmptyEntries).Select(Identifier).ToList();
        if (parts.Count == 0) parts.Add("Tasks");
        INamespaceSymbol? current = compilation.GlobalNamespace;
        foreach (var part in parts)
        {
            if (current is null) break;
            if (current.GetTypeMembers(part, 0).Any(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)))
                return "TypedTasks.Generated." + string.Join("_", parts);
            current = current.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        }

        return string.Join(".", parts.Select(CSharpNames.Escape));
    }

    private static string Identifier(string part)
    {
        var text = new StringBuilder();
        foreach (var character in part) text.Append(SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_');
        if (!SyntaxFacts.IsIdentifierStartCharacter(text[0])) text.Insert(0, '_');
        return text.ToString();
    }
}
