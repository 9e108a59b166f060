using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Architecture.Tests;

/// <summary>File-scoped namespace = the project's root namespace and the folder, or a namespace above it for what users meet, who should not
/// need to know our folders (so all of Abstractions). Shared files have no project of their own; extension methods live where the extended type does.</summary>
internal static class NamespaceRule
{
    public static IEnumerable<string> Check(SourceFile file)
    {
        var parts = file.Path.Split('/'); // src / project / folders... / file
        if (parts.Length < 3 || parts[1] is "TypedTasks.Abstractions" or "Shared") yield break;

        var declared = file.Syntax.DescendantNodes().OfType<FileScopedNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        var expected = string.Join('.', parts[1..^1]);
        if (declared is null || $"{expected}.".StartsWith($"{declared}.", StringComparison.Ordinal) || IsPlatform(declared)) yield break;

        yield return $"{file.Path}: the namespace is {declared}, the folder says {expected}";
    }

    private static bool IsPlatform(string name) => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("System", StringComparison.Ordinal);
}
