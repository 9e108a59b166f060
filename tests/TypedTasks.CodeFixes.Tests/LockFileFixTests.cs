using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;

namespace TypedTasks.CodeFixes.Tests;

public sealed class LockFileFixTests
{
    private const string Source =
        """
        namespace Shop;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, string language = "en") => Task.CompletedTask;
        }
        """;

    private const string Before =
        """
        {
          "format": 1,
          "tasks": {
            "Shop.SendReceipt": {
              "versions": {
                "1": {
                  "parameters": {
                    "orderId": { "type": "guid", "required": true }
                  }
                }
              }
            }
          }
        }

        """;

    [Fact]
    public async Task A_file_that_is_missing_is_written_and_settles_everything()
    {
        using var workspace = new AdhocWorkspace();
        var document = Fixed.Open(workspace, Source);
        var diagnostics = await DiagnosticsOf(document.Project);
        Assert.Equal("TT5002", Assert.Single(diagnostics).Id);

        var changed = await ApplyAsync(new SettleLockFileFix(), document, diagnostics[0]);

        Assert.Contains("\"language\": { \"type\": \"string\", \"default\": \"en\" }", await LockTextOf(changed), StringComparison.Ordinal);
        Assert.Empty(await DiagnosticsOf(changed));
    }

    [Fact]
    public async Task A_safe_change_is_settled_into_the_version_it_has()
    {
        using var workspace = new AdhocWorkspace();
        var document = WithLockFile(Fixed.Open(workspace, Source), Before);
        var diagnostics = await DiagnosticsOf(document.Project);
        Assert.Equal("TT5005", Assert.Single(diagnostics).Id);

        var changed = await ApplyAsync(new SettleLockFileFix(), document, diagnostics[0]);

        Assert.Empty(await DiagnosticsOf(changed));
    }

    [Fact]
    public async Task A_breaking_change_beside_it_is_left_in_the_file()
    {
        using var workspace = new AdhocWorkspace();
        var source = Source[..^1] + "\n    [QueueTask]\n    public static Task NoteAsync(string text) => Task.CompletedTask;\n}";
        var document = WithLockFile(Fixed.Open(workspace, source.Replace("Guid orderId, ", "", StringComparison.Ordinal)), Before);
        var added = (await DiagnosticsOf(document.Project)).Single(diagnostic => diagnostic.Id == "TT5004");

        var changed = await ApplyAsync(new SettleLockFileFix(), document, added);

        Assert.Contains("\"orderId\": { \"type\": \"guid\", \"required\": true }", await LockTextOf(changed), StringComparison.Ordinal);
        Assert.DoesNotContain("language", await LockTextOf(changed), StringComparison.Ordinal);
        Assert.Contains("TT5012", (await DiagnosticsOf(changed)).Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain("TT5004", (await DiagnosticsOf(changed)).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("[QueueTask]", "[QueueTask(Version = 2)]")]
    [InlineData("[QueueTask(Queue = \"email\")]", "[QueueTask(Queue = \"email\", Version = 2)]")]
    [InlineData("[QueueTask(Version = 1)]", "[QueueTask(Version = 2)]")]
    public async Task A_wider_type_raises_the_version(string before, string after)
    {
        using var workspace = new AdhocWorkspace();
        var source = Source.Replace("Guid orderId, string language = \"en\"", "Guid? orderId", StringComparison.Ordinal).Replace("[QueueTask]", before, StringComparison.Ordinal);
        var document = WithLockFile(Fixed.Open(workspace, source), Before);
        var diagnostics = await DiagnosticsOf(document.Project);
        Assert.Equal("TT5011", Assert.Single(diagnostics).Id);

        var changed = await ApplyAsync(new RaiseVersionFix(), document, diagnostics[0]);

        var changedDocument = changed.GetDocument(document.Id) ?? throw new InvalidOperationException("The fix removed the document.");
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), (await changedDocument.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Assert.Equal("TT5009", Assert.Single(await DiagnosticsOf(changed)).Id);
    }

    [Fact]
    public async Task Fix_all_raises_the_version_of_each_task_once()
    {
        using var workspace = new AdhocWorkspace();
        const string Program = "public static class T { [QueueTask] public static void One(int a, int b) { } [QueueTask(Version = 1)] public static void Two(int a, int b) { } }";
        var document = WithLockFile(Fixed.Open(workspace, Program), """{ "format": 1, "tasks": {} }""");
        var settled = await ApplyAsync(new SettleLockFileFix(), document, (await DiagnosticsOf(document.Project))[0]);
        var wider = Program.Replace("int ", "long ", StringComparison.Ordinal);
        document = (settled.GetDocument(document.Id) ?? throw new InvalidOperationException("The document is gone.")).WithText(Microsoft.CodeAnalysis.Text.SourceText.From(wider));
        var diagnostics = await DiagnosticsOf(document.Project);
        Assert.Equal(4, diagnostics.Length);

        var fix = new RaiseVersionFix();
        var context = new FixAllContext(document, fix, FixAllScope.Document, nameof(RaiseVersionFix), ["TT5011"], new Known(diagnostics), TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);

        Assert.NotNull(action);
        var operation = Assert.Single((await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(document.Id) ?? throw new InvalidOperationException("The fix removed the document.");
        Assert.Equal(
            wider.Replace("[QueueTask]", "[QueueTask(Version = 2)]", StringComparison.Ordinal).Replace("Version = 1", "Version = 2", StringComparison.Ordinal),
            (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private static Document WithLockFile(Document document, string text)
    {
        var project = document.Project.AddAdditionalDocument("tasks.lock.json", text, filePath: "/app/tasks.lock.json").Project;
        return project.GetDocument(document.Id) ?? throw new InvalidOperationException("The document is gone.");
    }

    private static async Task<string> LockTextOf(Project project)
        => (await Assert.Single(project.AdditionalDocuments).GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task<Project> ApplyAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        CodeAction? offered = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered = action, TestContext.Current.CancellationToken));
        Assert.NotNull(offered);
        var operation = Assert.Single((await offered.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>());
        return operation.ChangedSolution.GetProject(document.Project.Id) ?? throw new InvalidOperationException("The fix removed the project.");
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The project has no compilation.");
        return await compilation.WithAnalyzers([new LockFileAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
