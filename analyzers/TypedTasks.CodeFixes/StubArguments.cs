using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes the arguments of a stub from those of a call of the task's method: without what the worker injects, and with the comments between them.</summary>
/// <param name="known">The names of the stub's parameters.</param>
internal sealed class StubArguments(HashSet<string> known)
{
    private const string Token = "cancellationToken";

    public ArgumentListSyntax Of(ArgumentListSyntax written, IInvocationOperation call)
    {
        var kept = new List<SyntaxNodeOrToken>();
        var isNamed = false; // from the token on, which the stub has at another place
        foreach (var argument in call.Arguments)
        {
            if (argument is not { Parameter: { } parameter }) continue;
            var isToken = parameter.Type.Is(MetadataNames.CancellationToken);
            if (!isToken && !known.Contains(parameter.Name)) continue;
            isNamed |= isToken || argument.ArgumentKind != ArgumentKind.Explicit;
            if (Written(argument) is not { } node) continue;

            var comma = CommaBehind(written, node.Last);
            Add(kept, isNamed ? Named(node.Argument, isToken ? Token : parameter.Name) : node.Argument, comma);
        }

        if (kept.Count > 0 && kept[kept.Count - 1].IsToken) EndWithout(kept);
        return written.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(kept));
    }

    // What stands in the call, and the last piece of it.
    private static (ArgumentSyntax Argument, ArgumentSyntax Last)? Written(IArgumentOperation argument)
    {
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Syntax: ArgumentSyntax written }) return (written, written);
        var elements = argument.Value switch
        {
            IArrayCreationOperation { Initializer: { } array } => array.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => [],
        };
        var given = elements.Select(element => element.Syntax.FirstAncestorOrSelf<ArgumentSyntax>()).OfType<ArgumentSyntax>().ToList();
        if (argument.ArgumentKind is not (ArgumentKind.ParamArray or ArgumentKind.ParamCollection) || given.Count == 0) return null;
        var list = SyntaxFactory.ParseExpression($"[{string.Join(", ", given.Select(element => element.Expression))}]");
        return (SyntaxFactory.Argument(list), given[given.Count - 1]);
    }

    private static ArgumentSyntax Named(ArgumentSyntax argument, string name)
    {
        var colon = SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(CSharpNames.Escape(name))).WithTrailingTrivia(SyntaxFactory.Space);
        var value = argument.Expression.WithoutLeadingTrivia();
        return SyntaxFactory.Argument(colon, default, value).WithTriviaFrom(argument);
    }

    private static SyntaxToken CommaBehind(ArgumentListSyntax written, ArgumentSyntax argument)
    {
        var place = written.Arguments.IndexOf(argument);
        return place >= 0 && place < written.Arguments.SeparatorCount
            ? written.Arguments.GetSeparator(place)
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
    }

    private static void Add(List<SyntaxNodeOrToken> kept, ArgumentSyntax argument, SyntaxToken comma)
    {
        kept.Add(argument);
        kept.Add(comma);
    }

    // The comma goes, a comment behind it stays.
    private static void EndWithout(List<SyntaxNodeOrToken> kept)
    {
        var comma = kept[kept.Count - 1].AsToken();
        kept.RemoveAt(kept.Count - 1);
        if (!comma.TrailingTrivia.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))) return;
        var last = kept[kept.Count - 1].AsNode()!; // before a comma stands an argument
        kept[kept.Count - 1] = last.WithTrailingTrivia(last.GetTrailingTrivia().AddRange(comma.TrailingTrivia));
    }
}
