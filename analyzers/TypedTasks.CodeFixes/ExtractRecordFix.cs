using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Declares a record with the elements of a tuple parameter, named like the parameter, behind the task's class.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractRecordFix))]
public sealed class ExtractRecordFix() : SyntaxFix<ParameterSyntax>(DiagnosticIds.Tuple)
{
    /// <inheritdoc/>
    protected override string Title => "Declare a record instead of the tuple";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, ParameterSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (node?.Type?.DescendantNodesAndSelf().OfType<TupleTypeSyntax>().FirstOrDefault() is not { } tuple) yield break;
        if (node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() is not { } outer || model.GetDeclaredSymbol(outer) is not { } type) yield break;

        var name = Free(Capital(node.Identifier.ValueText), type.ContainingNamespace);
        foreach (var access in new[] { "public", "internal" })
        {
            var record = Record(access, name, tuple).WithTrailingTrivia(outer.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
            var changed = root.TrackNodes(outer, tuple);
            changed = changed.ReplaceNode(changed.GetCurrentNode(tuple)!, SyntaxFactory.IdentifierName(name).WithTriviaFrom(tuple)); // tracked in the line above
            yield return changed.InsertNodesAfter(changed.GetCurrentNode(outer)!, [record]); // tracked too
        }
    }

    private static MemberDeclarationSyntax Record(string access, string name, TupleTypeSyntax tuple)
    {
        var members = tuple.Elements.Select((element, i) => $"{element.Type} {(element.Identifier.ValueText.Length > 0 ? element.Identifier.Text : "Item" + (i + 1))}");
        var record = SyntaxFactory.ParseMemberDeclaration($"{access} sealed record {name}({string.Join(", ", members)});")!; // valid, whatever the types are
        var line = tuple.SyntaxTree.GetText().Lines[0];
        var end = line.EndIncludingLineBreak - line.End == 2 ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
        return record.WithLeadingTrivia(end, end);
    }

    private static string Free(string plain, INamespaceSymbol @namespace)
    {
        var name = plain;
        for (var i = 2; @namespace.GetMembers(name).Any(); i++) name = plain + i;
        return name;
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
