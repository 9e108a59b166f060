using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.Shared;

/// <summary>A file without the bodies of its methods: all of it that the rules can see.</summary>
/// <remarks>
/// Texts are compared, not syntax trees: what Roslyn calls equivalent at the top level ignores doc comments, which a stub repeats. A body that holds a
/// directive or an error counts as seen, since it may reach beyond itself.
/// </remarks>
internal sealed class FileOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> Known = new();

    private readonly TextSpan[] _bodies;

    private FileOutline(SyntaxTree tree)
        => _bodies = [.. tree.GetRoot()
            .DescendantNodes(static node => node is CompilationUnitSyntax or MemberDeclarationSyntax and not BaseMethodDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Select(static method => (SyntaxNode?)method.Body ?? method.ExpressionBody)
            .OfType<SyntaxNode>()
            .Where(static body => !body.ContainsDirectives && !body.ContainsDiagnostics)
            .Select(static body => body.Span)];

    /// <summary>The bodies that are left out, in their order.</summary>
    public IReadOnlyList<TextSpan> Bodies => _bodies;

    public static FileOutline Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new FileOutline(tree));

    /// <summary>Whether an edit from one to the other can change no decision.</summary>
    public static bool AreEqual(SyntaxTree one, SyntaxTree other, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(one, other)) return true;
        if (one.FilePath != other.FilePath || !one.Options.Equals(other.Options)) return false;
        var text = one.GetText(cancellationToken);
        var otherText = other.GetText(cancellationToken);
        if (ReferenceEquals(text, otherText)) return true; // a generator's file that was parsed again
        var bodies = Of(one)._bodies;
        var others = Of(other)._bodies;
        if (bodies.Length != others.Length) return false;

        var (start, otherStart) = (0, 0);
        for (var i = 0; i < bodies.Length; i++)
        {
            if (!AreEqual(text, start, bodies[i].Start, otherText, otherStart, others[i].Start)) return false;
            (start, otherStart) = (bodies[i].End, others[i].End);
        }

        return AreEqual(text, start, text.Length, otherText, otherStart, otherText.Length);
    }

    /// <summary>Where a position is when no body is counted, so that edits of bodies don't move it.</summary>
    public int PlaceOf(int position) => position - _bodies.TakeWhile(body => body.End <= position).Sum(static body => body.Length);

    private static bool AreEqual(SourceText text, int start, int end, SourceText otherText, int otherStart, int otherEnd)
        => end - start == otherEnd - otherStart
            && text.ToString(TextSpan.FromBounds(start, end)) == otherText.ToString(TextSpan.FromBounds(otherStart, otherEnd));
}
