using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;
using TypedTasks.Generators;

namespace TypedTasks.CodeFixes.Tests;

/// <summary>A program with its generated code, before and after a fix.</summary>
internal static class FixedProgram
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using TypedTasks;";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new TaskAnalyzer(), new EnqueueAnalyzer(), new DirectCallAnalyzer(), new TransactionAnalyzer()];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location),
    ];

    /// <summary>The program after the fix of its first diagnostic that the fix is for; null if it is not offered.</summary>
    public static async Task<string?> Once(CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        CodeAction? offered = null;
        var diagnostic = (await FixableIn(document, fix))[0];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, CancellationToken.None));
        return offered is null ? null : await Applied(offered, document);
    }

    /// <summary>Both files of a program after the fix of the first diagnostic in the first of them.</summary>
    public static async Task<(string Program, string Other)> OnceInTwoFiles(CodeFixProvider fix, string source, string other)
    {
        using var workspace = new AdhocWorkspace();
        var opened = Open(workspace, source);
        var otherDocument = opened.Project.AddDocument("Other.cs", other);
        var document = otherDocument.Project.GetDocument(opened.Id) ?? throw new InvalidOperationException("The program has gone.");
        CodeAction? offered = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, (await FixableIn(document, fix))[0], (action, _) => offered ??= action, CancellationToken.None));
        var program = await Applied(offered ?? throw new InvalidOperationException("The fix is not offered."), document);
        var operation = Assert.Single((await offered.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(otherDocument.Id) ?? throw new InvalidOperationException("The fix removed the other document.");
        return (program, (await changed.GetTextAsync()).ToString());
    }

    /// <summary>Whether the fix is offered for the program's first diagnostic, beside another file.</summary>
    public static async Task<bool> IsOfferedBeside(CodeFixProvider fix, string source, string other)
    {
        using var workspace = new AdhocWorkspace();
        var opened = Open(workspace, source);
        var document = opened.Project.AddDocument("Other.cs", other).Project.GetDocument(opened.Id) ?? throw new InvalidOperationException("The program has gone.");
        var isOffered = false;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, (await FixableIn(document, fix))[0], (_, _) => isOffered = true, CancellationToken.None));
        return isOffered;
    }

    /// <summary>Both files of a program after fix-all, which must leave no diagnostic that the fix is for, and no error of the compiler.</summary>
    public static async Task<(string Program, string Other)> EverywhereInTwoFiles(CodeFixProvider fix, string source, string other)
    {
        using var workspace = new AdhocWorkspace();
        var opened = Open(workspace, source);
        var otherDocument = opened.Project.AddDocument("Other.cs", other);
        var document = otherDocument.Project.GetDocument(opened.Id) ?? throw new InvalidOperationException("The program has gone.");
        var action = await EverywhereIn(FixAllScope.Project, fix, document);
        var program = await Applied(action, document, fix);
        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(otherDocument.Id) ?? throw new InvalidOperationException("The fix removed the other document.");
        return (program, (await changed.GetTextAsync()).ToString());
    }

    /// <summary>The program after fix-all, which must leave no diagnostic that the fix is for, and no error of the compiler.</summary>
    public static async Task<string> Everywhere(CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        return await Applied(await EverywhereIn(FixAllScope.Document, fix, document), document, fix);
    }

    private static async Task<CodeAction> EverywhereIn(FixAllScope scope, CodeFixProvider fix, Document document)
    {
        var diagnostics = await FixableIn(document, fix);
        var all = fix.GetFixAllProvider() ?? throw new InvalidOperationException("The fix can't be applied everywhere.");
        var context = new FixAllContext(
            document, fix, scope, fix.GetType().Name, diagnostics.Select(diagnostic => diagnostic.Id).Distinct(), new Known(diagnostics), CancellationToken.None);
        return await all.GetFixAsync(context) ?? throw new InvalidOperationException("Fix-all has nothing to do.");
    }

    private static async Task<string> Applied(CodeAction action, Document document, CodeFixProvider? nothingLeftFor = null)
    {
        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(document.Id) ?? throw new InvalidOperationException("The fix removed the document.");
        var compilation = await changed.Project.GetCompilationAsync();
        var errors = compilation?.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591") ?? [];
        Assert.True(!errors.Any(), $"{string.Join('\n', errors)}\n{await changed.GetTextAsync()}");
        if (nothingLeftFor is not null) Assert.Empty(await FixableIn(changed, nothingLeftFor));
        return (await changed.GetTextAsync()).ToString();
    }

    private static async Task<ImmutableArray<Diagnostic>> FixableIn(Document document, CodeFixProvider fix)
    {
        var compilation = await document.Project.GetCompilationAsync() ?? throw new InvalidOperationException("The project has no compilation.");
        var found = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Program",
            "Program",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: References,
            analyzerReferences: [new Generator()]);
        return workspace.AddProject(project).AddDocument("Usings.cs", Usings).Project.AddDocument("Program.cs", source);
    }

    private sealed class Generator : AnalyzerReference
    {
        // The workspace knows a generator again by its object.
        private readonly ImmutableArray<ISourceGenerator> generators = [new TaskGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => nameof(Generator);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
