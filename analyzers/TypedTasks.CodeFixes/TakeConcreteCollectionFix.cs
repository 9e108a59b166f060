using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Declares the collection that the worker gets: <c>List&lt;T&gt;</c>, <c>HashSet&lt;T&gt;</c> or <c>Dictionary&lt;TKey, TValue&gt;</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeConcreteCollectionFix))]
public sealed class TakeConcreteCollectionFix()
    : SyntaxFix<TypeSyntax>(DiagnosticIds.EnumeratedAtEnqueue, DiagnosticIds.InterfaceCollection, DiagnosticIds.UnsupportedCollection)
{
    private static readonly Dictionary<string, string> Concrete = new(StringComparer.Ordinal)
    {
        ["IEnumerable"] = "List", ["IList"] = "List", ["ICollection"] = "List", ["IQueryable"] = "List", ["Stack"] = "List", ["ReadOnlyCollection"] = "List",
        ["ConcurrentBag"] = "List", ["ConcurrentStack"] = "List", ["ConcurrentQueue"] = "List", ["BlockingCollection"] = "List",
        ["ISet"] = "HashSet", ["IReadOnlySet"] = "HashSet", ["FrozenSet"] = "HashSet", ["ReadOnlySet"] = "HashSet",
        ["IDictionary"] = "Dictionary", ["ReadOnlyDictionary"] = "Dictionary", ["FrozenDictionary"] = "Dictionary", ["ConcurrentDictionary"] = "Dictionary",
    };

    /// <inheritdoc/>
    protected override string Title => "Use the collection that the worker gets";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, TypeSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        var names = node.DescendantNodesAndSelf().OfType<GenericNameSyntax>()
            .Where(name => Concrete.ContainsKey(name.Identifier.ValueText) && model.GetSymbolInfo(name).Symbol is INamedTypeSymbol type && MetadataNames.Of(type).StartsWith("System.", StringComparison.Ordinal))
            .Select(name => name.Parent is QualifiedNameSyntax qualified && qualified.Right == name ? (NameSyntax)qualified : name)
            .ToList();
        if (names.Count > 0) yield return root.ReplaceNodes(names, (_, name) => Replace(name));
    }

    private static QualifiedNameSyntax Replace(NameSyntax name)
    {
        var generic = name as GenericNameSyntax ?? (GenericNameSyntax)((QualifiedNameSyntax)name).Right;
        var concrete = SyntaxFactory.GenericName(SyntaxFactory.Identifier(Concrete[generic.Identifier.ValueText]), generic.TypeArgumentList);
        return SyntaxFactory.QualifiedName(SyntaxFactory.ParseName("System.Collections.Generic"), concrete.WithoutTrivia())
            .WithTriviaFrom(name)
            .WithAdditionalAnnotations(Simplifier.Annotation);
    }
}
