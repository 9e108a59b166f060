using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using TypedTasks.Generators;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>A program that went through the generator, the compiler and our analyzers.</summary>
/// <param name="Ours">What our analyzers said.</param>
/// <param name="Compiler">The compiler's warnings and errors, about the source and about the generated code.</param>
/// <param name="Compilation">The compilation with the generated code.</param>
internal sealed record Compiled(ImmutableArray<Diagnostic> Ours, ImmutableArray<Diagnostic> Compiler, CSharpCompilation Compilation)
{
    private const string SourcePath = "Program.cs";

    /// <summary>Our analyzers.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        new TaskAnalyzer(), new TaskNameAnalyzer(), new AttributePlaceAnalyzer(), new EnqueueAnalyzer(), new LockFileAnalyzer(),
        new DirectCallAnalyzer(), new TransactionAnalyzer(), new OpenTaskTransactionAnalyzer(), new ManifestAnalyzer(),
    ];

    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location),
    ];

    // As much of Entity Framework Core as the rules look at.
    private static readonly MetadataReference EntityFramework = CSharpCompilation.Create(
        "Microsoft.EntityFrameworkCore",
        [CSharpSyntaxTree.ParseText("namespace Microsoft.EntityFrameworkCore; public class DbContext; public class DbSet<T>;")],
        Framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

    private static readonly SyntaxTree ImplicitUsings = Parse(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TypedTasks;
        """,
        LanguageVersion.CSharp12);

    // All compilations are made from this one, so that they share what was read from the framework's assemblies.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Program",
        [],
        [.. Framework, EntityFramework],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <summary>Compiles a program.</summary>
    /// <param name="source">The program; a library unless it has top-level statements.</param>
    /// <param name="language">The language version of the source and of the generated code.</param>
    /// <param name="references">Further assemblies it refers to.</param>
    /// <param name="assemblyName">The name of its assembly.</param>
    /// <param name="locking">The lock file and what the build says about it; without it the project has no use for the file.</param>
    public static Compiled From(
        string source,
        LanguageVersion language = LanguageVersion.CSharp12,
        IEnumerable<MetadataReference>? references = null,
        string assemblyName = "Program",
        Locking? locking = null)
    {
        locking ??= Locking.Off;
        var written = WithoutStubs(source, language).WithAssemblyName(assemblyName).AddReferences(references ?? []);
        var driver = CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            locking.Files,
            (CSharpParseOptions)written.SyntaxTrees[0].Options,
            locking.Options);
        driver.RunGeneratorsAndUpdateCompilation(written, out var withStubs, out var generatorDiagnostics);

        var analyzed = withStubs.WithAnalyzers(Analyzers, new AnalyzerOptions(locking.Files, locking.Options));
        var ours = analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult(); // xunit test bodies stay synchronous and readable; nothing here waits on a context
        var compiler = withStubs.GetDiagnostics().Concat(generatorDiagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsMissingDoc(diagnostic));
        return new Compiled([.. ours.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)], [.. compiler], (CSharpCompilation)withStubs);
    }

    /// <summary>The program as its author writes it.</summary>
    public static CSharpCompilation WithoutStubs(string source, LanguageVersion language = LanguageVersion.CSharp12)
    {
        var tree = Parse(source, language);
        var kind = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return Empty.WithOptions(Empty.Options.WithOutputKind(kind)).AddSyntaxTrees(ImplicitUsings.WithRootAndOptions(ImplicitUsings.GetRoot(), tree.Options), tree);
    }

    /// <summary>The compiled program as an assembly that others can refer to.</summary>
    public MetadataReference ToReference()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>The same as a build gives it to the projects that refer to it: without what they can't use.</summary>
    public MetadataReference ToStrippedReference()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    // Examples have no docs; the generated code has.
    private static bool IsMissingDoc(Diagnostic diagnostic) => diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath == SourcePath;

    private static SyntaxTree Parse(string source, LanguageVersion language)
        => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(language, DocumentationMode.Diagnose), path: SourcePath);
}
