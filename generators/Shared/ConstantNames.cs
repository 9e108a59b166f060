using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.Shared;

/// <summary>
/// Every name in the expressions of a file that rules see the values of: arguments of attributes, defaults of parameters, constants, values of enums;
/// and in references of doc comments on methods that may be tasks. A member of such a name, wherever it is declared, may change what the expression means.
/// </summary>
internal static class ConstantNames
{
    // By text: the files of generators are parsed anew after every edit.
    private static readonly ConditionalWeakTable<SourceText, NamesOfText> Known = new();

    public static HashSet<string> Of(SyntaxTree tree)
    {
        var known = Known.GetValue(tree.GetText(), _ => new NamesOfText(tree.Options, Collect(tree)));
        return known.Options.Equals(tree.Options) ? known.Names : Collect(tree);
    }

    private static HashSet<string> Collect(SyntaxTree tree)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot().DescendantNodes(MayHold))
        {
            if (Expression(node) is { } expression)
                foreach (var name in NamesIn(expression)) names.Add(name);
            if (node is MethodDeclarationSyntax { HasStructuredTrivia: true } method && MayBeTask(method))
                AddReferences(method, names);
        }

        return names;
    }

    // Nothing inside a body or an initializer is seen, and expressions are taken whole.
    private static bool MayHold(SyntaxNode node)
        => node is not (StatementSyntax or ExpressionSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or BaseArgumentListSyntax or GlobalStatementSyntax);

    private static ExpressionSyntax? Expression(SyntaxNode node) => node switch
    {
        AttributeArgumentSyntax argument => argument.Expression,
        ParameterSyntax parameter => parameter.Default?.Value,
        EnumMemberDeclarationSyntax value => value.EqualsValue?.Value,
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } variable when field.Modifiers.Any(SyntaxKind.ConstKeyword) => variable.Initializer?.Value,
        _ => null,
    };

    // One part of a partial method has the comment, and the other may have the attribute.
    private static bool MayBeTask(MethodDeclarationSyntax method) => method.AttributeLists.Count > 0 || method.Modifiers.Any(SyntaxKind.PartialKeyword);

    // A reference can name a constructor only if it is qualified or has parameters.
    private static void AddReferences(MethodDeclarationSyntax method, HashSet<string> names)
    {
        foreach (var reference in method.GetLeadingTrivia().Select(static trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(static comment => comment.DescendantNodes().OfType<XmlCrefAttributeSyntax>()))
        {
            var isPlain = reference.Cref is NameMemberCrefSyntax { Parameters: null };
            foreach (var name in NamesIn(reference.Cref))
            {
                names.Add(name);
                if (!isPlain) names.Add(name + FileData.ConstructorMark);
            }
        }
    }

    private static IEnumerable<string> NamesIn(SyntaxNode node) => node.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);

    private sealed record NamesOfText(ParseOptions Options, HashSet<string> Names);
}
