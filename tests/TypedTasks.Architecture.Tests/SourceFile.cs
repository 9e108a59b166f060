using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Architecture.Tests;

/// <summary>One C# file, parsed.</summary>
internal sealed record SourceFile(string Path, SyntaxNode Syntax)
{
    /// <summary>What ships: the libraries and what runs inside the compiler.</summary>
    public static IEnumerable<SourceFile> Product => In("src").Concat(In("generators")).Concat(In("analyzers"));

    public static IEnumerable<SourceFile> In(string folder) => Repository.FilesIn(folder, ".cs").Select(Load);

    public static SourceFile Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot());

    /// <summary>The place of a node, as compilers write it.</summary>
    public string At(SyntaxNode node, string what) => $"{Path}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {what}";

    private static SourceFile Load(string path) => Parse(path, Repository.Read(path));
}
