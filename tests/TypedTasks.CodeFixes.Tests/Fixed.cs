using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;

namespace TypedTasks.CodeFixes.Tests;

/// <summary>Applies a fix to a program as an editor does.</summary>
internal static class Fixed
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Threading.Tasks; global using TypedTasks;";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location),
    ];

    /// <summary>The program after the fix, which must leave no diagnostic and no error of the compiler.</summary>
    public static async Task<string> By(CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var action = await OfferedFor(fix, document) ?? throw new InvalidOperationException("The fix was not offered.");

        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(document.Id) ?? throw new InvalidOperationException("The fix removed the document.");
        Assert.Empty(await DiagnosticsOf(changed.Project));
        var compilation = await changed.Project.GetCompilationAsync();
        Assert.Empty(compilation?.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning) ?? []);
        return (await changed.GetTextAsync()).ToString();
    }

    /// <summary>Whether the fix is offered for the program's one diagnostic.</summary>
    public static async Task<bool> IsOffered(CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        return await OfferedFor(fix, Open(workspace, source)) is not null;
    }

    private static async Task<CodeAction?> OfferedFor(CodeFixProvider fix, Document document)
    {
        var diagnostic = Assert.Single(await DiagnosticsOf(document.Project));
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        CodeAction? offered = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered = action, CancellationToken.None));
        return offered;
    }

    public static Document Open(AdhocWorkspace workspace, string source)
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Program",
            "Program",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: References);
        return workspace.AddProject(project).AddDocument("Usings.cs", Usings).Project.AddDocument("Program.cs", source);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project)
    {
        var compilation = await project.GetCompilationAsync() ?? throw new InvalidOperationException("The project has no compilation.");
        return await compilation.WithAnalyzers([new TaskAnalyzer(), new AttributePlaceAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
