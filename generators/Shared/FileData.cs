using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.Shared;

/// <summary>
/// The data that the types of a file declare: properties, fields, constructors, the parameters of records. All the rest is its skeleton, but for the
/// bodies of methods, which count for nothing.
/// </summary>
/// <remarks>What data say is seen by those who look into their type, and by constant expressions that name them; a skeleton by anybody.</remarks>
internal sealed class FileData
{
    /// <summary>Ends the name of a constructor, which no identifier has.</summary>
    public const string ConstructorMark = "()";

    private const char BodyMark = '\0';
    private const char ParametersMark = '\u0001';

    private readonly List<(TextSpan Span, string Mark)> holes;

    private FileData(SyntaxTree tree, CancellationToken cancellationToken)
    {
        holes = [.. FileOutline.Of(tree).Bodies.Select(static body => (body, BodyMark.ToString()))];
        Look(((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Members);
        Skeleton = WithoutHoles(tree.GetText(cancellationToken).ToString());
    }

    public string Skeleton { get; }

    /// <summary>The types, in the order in which they are declared.</summary>
    public List<TypeDeclarationSyntax> Types { get; } = [];

    public List<Datum> Members { get; } = [];

    public static FileData Of(SyntaxTree tree, CancellationToken cancellationToken) => new(tree, cancellationToken);

    private void Look(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax @namespace) Look(@namespace.Members);
            else if (IsType(member)) Look((TypeDeclarationSyntax)member);
        }
    }

    private void Look(TypeDeclarationSyntax type)
    {
        var number = Types.Count;
        Types.Add(type);
        if (type.ParameterList is { } list && IsPlain(list))
        {
            holes.Add((list.FullSpan, ParametersMark.ToString()));
            Members.Add(new Datum(number, list.ToFullString(), [type.Identifier.ValueText + ConstructorMark]));
            Members.AddRange(list.Parameters.Select(parameter => new Datum(number, parameter.ToFullString(), [parameter.Identifier.ValueText])));
        }

        foreach (var member in type.Members)
        {
            if (IsType(member)) Look((TypeDeclarationSyntax)member);
            if (Names(member) is not { } names || !IsPlain(member)) continue;
            holes.Add((member.FullSpan, ""));
            Members.Add(new Datum(number, member.ToFullString(), names));
        }
    }

    private static string[]? Names(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.ConstKeyword) => [.. field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText)],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText + ConstructorMark],
        _ => null,
    };

    // Kinds that C# may get one day are skeletons, whatever their members are.
    private static bool IsType(MemberDeclarationSyntax member)
        => member.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.StructDeclaration or SyntaxKind.RecordDeclaration or SyntaxKind.RecordStructDeclaration or SyntaxKind.InterfaceDeclaration;

    // A directive or an error may reach beyond the place where it stands.
    private static bool IsPlain(SyntaxNode node) => !node.ContainsDirectives && !node.ContainsDiagnostics;

    private string WithoutHoles(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        var start = 0;
        foreach (var (span, mark) in holes.OrderBy(static hole => hole.Span.Start))
        {
            skeleton.Append(text, start, span.Start - start).Append(mark);
            start = span.End;
        }

        return skeleton.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>One declaration of data.</summary>
    /// <param name="Type">The number of its type in <see cref="Types"/>.</param>
    /// <param name="Text">All of it, with comments.</param>
    /// <param name="Names">How an expression can name it.</param>
    public sealed record Datum(int Type, string Text, string[] Names)
    {
        public bool IsLike(Datum other) => Type == other.Type && Text == other.Text;
    }
}
