using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>
/// Moves a <c>CancellationToken</c> out of a payload type, which may stand in another file, into the parameters of the task, which then uses the parameter.
/// Offered only where the project still compiles afterwards.
/// </summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveCancellationTokenFix))]
public sealed class MoveCancellationTokenFix : CodeFixProvider
{
    private const string NewName = "cancellationToken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.InjectedInsidePayload];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } changed) continue;
            context.RegisterCodeFix(
                CodeAction.Create("Move the CancellationToken to the task's parameters", _ => Task.FromResult(changed), nameof(MoveCancellationTokenFix)), diagnostic);
        }
    }

    private static async Task<Solution?> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations[0] is not { SourceTree: { } tree } place) return null;
        if (document.Project.Solution.GetDocument(tree) is not { } declaring) return null;
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var method = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>();
        var member = (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(place.SourceSpan).FirstAncestorOrSelf<SyntaxNode>(IsMember);
        if (method is null || member is null) return null;

        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var declaringModel = await declaring.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var property = declaringModel?.GetDeclaredSymbol(member, cancellationToken) is { } declared ? PropertyOf(declared) : null;
        if (model is null || property?.Type.ToDisplayString() != "System.Threading.CancellationToken") return null;

        var taken = method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Type is { } type && model.GetTypeInfo(type, cancellationToken).Type?.Name == nameof(CancellationToken));
        var changes = new List<(DocumentId Document, TextChange Change)> { (declaring.Id, new TextChange(Whole(member), "")) };
        if (taken is null) changes.Add((document.Id, Addition(method, model)));
        changes.AddRange((await UsesInAsync(method, property, document, cancellationToken).ConfigureAwait(false))
            .Select(use => (document.Id, new TextChange(use, taken?.Identifier.Text ?? NewName))));
        return await CheckedAsync(document.Project, changes, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsMember(SyntaxNode node) => node is PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax };

    private static IPropertySymbol? PropertyOf(ISymbol declared)
        => declared as IPropertySymbol ?? declared.ContainingType?.GetMembers(declared.Name).OfType<IPropertySymbol>().FirstOrDefault();

    /// <summary>The member with what separates it from its neighbours.</summary>
    private static TextSpan Whole(SyntaxNode member)
    {
        if (member is not ParameterSyntax { Parent: ParameterListSyntax list } parameter) return member.FullSpan;
        var i = list.Parameters.IndexOf(parameter);
        if (i + 1 < list.Parameters.Count) return TextSpan.FromBounds(parameter.SpanStart, list.Parameters[i + 1].SpanStart);
        return i == 0 ? parameter.FullSpan : TextSpan.FromBounds(list.Parameters[i - 1].Span.End, parameter.Span.End);
    }

    private static TextChange Addition(MethodDeclarationSyntax method, SemanticModel model)
    {
        var isKnown = model.LookupNamespacesAndTypes(method.SpanStart, name: nameof(CancellationToken)).Length > 0;
        var token = $"{(isKnown ? "" : "System.Threading.")}CancellationToken {NewName}";
        var parameters = method.ParameterList.Parameters;
        if (parameters.Count == 0) return new TextChange(new TextSpan(method.ParameterList.OpenParenToken.Span.End, 0), token);
        var last = parameters[parameters.Count - 1];
        return last.Modifiers.Any(SyntaxKind.ParamsKeyword)
            ? new TextChange(new TextSpan(last.SpanStart, 0), token + ", ")
            : new TextChange(new TextSpan(last.Span.End, 0), ", " + token);
    }

    private static async Task<List<TextSpan>> UsesInAsync(MethodDeclarationSyntax method, IPropertySymbol property, Document document, CancellationToken cancellationToken)
    {
        var references = await SymbolFinder.FindReferencesAsync(property, document.Project.Solution, ImmutableHashSet.Create(document), cancellationToken).ConfigureAwait(false);
        return [.. references.SelectMany(reference => reference.Locations)
            .Select(reference => reference.Location.SourceSpan)
            .Where(method.Span.Contains)
            .Select(span => method.FindNode(span).FirstAncestorOrSelf<MemberAccessExpressionSyntax>()?.Span)
            .OfType<TextSpan>()
            .Distinct()];
    }

    private static async Task<Solution?> CheckedAsync(Project project, List<(DocumentId Document, TextChange Change)> changes, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        foreach (var inDocument in changes.GroupBy(change => change.Document, change => change.Change))
        {
            if (solution.GetDocument(inDocument.Key) is not { } document) return null;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(inDocument.Key, text.WithChanges(inDocument.OrderBy(change => change.Span.Start)));
        }

        return await ProjectErrors.CountAsync(solution.GetProject(project.Id), cancellationToken).ConfigureAwait(false) <= await ProjectErrors.CountAsync(project, cancellationToken).ConfigureAwait(false) ? solution : null;
    }
}
