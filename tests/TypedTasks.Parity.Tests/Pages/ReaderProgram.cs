using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;
using TypedTasks.Generators;

namespace TypedTasks.Parity.Tests.Pages;

/// <summary>The program in which a reader would try the code of a page: what pages leave out, and then their code.</summary>
internal static class ReaderProgram
{
    private const string Before =
        """
        using System.Data.Common;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Npgsql;

        var builder = Host.CreateApplicationBuilder();
        using var host = builder.Build();
        var worker = host.Services.GetRequiredService<TaskWorker>();
        var storage = host.Services.GetRequiredService<TypedTasks.Storage.IStorage>();
        var client = host.Services.GetRequiredService<ITaskClient>();
        await using var dataSource = NpgsqlDataSource.Create("Host=localhost;Database=shop");
        await using var connection = await dataSource.OpenConnectionAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        Guid orderId = Guid.NewGuid(), id = orderId;
        Order order = new(orderId, "en", DateTimeOffset.UnixEpoch);
        IMailer mailer = new NoMailer();
        var stop = CancellationToken.None;
        Order[] orders = [order];

        public sealed record Order(Guid Id, string Language, DateTimeOffset WantedBy);

        public sealed record Receipt(string Text);

        public interface IMailer
        {
            Task SendReceiptAsync(Guid orderId, string language, CancellationToken cancellationToken);
        }

        public sealed class NoMailer : IMailer
        {
            public Task SendReceiptAsync(Guid orderId, string language, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        public static class RenderingTasks
        {
            [QueueTask]
            public static Receipt RenderReceipt(Order order) => new(order.Language);
        }
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp13);

    private static readonly string[] ImplicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    // All that this test project refers to, without the tests themselves; and ASP.NET Core, which lies beside the runtime.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("Parity.Tests", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(AspNetCore(), "Microsoft.AspNetCore*.dll"))
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler, with generator and analyzers, has to say about pieces of code that follow each other.</summary>
    public static IReadOnlyList<string> Compile(params IEnumerable<string> pieces) => CompileFiles([Combine([Before, .. pieces])], "TypedTasks");

    /// <summary>The same about the files of an application, in a project with some implicit usings.</summary>
    public static IReadOnlyList<string> CompileFiles(IEnumerable<string> files, params IEnumerable<string> usings)
    {
        var implicitly = string.Concat(ImplicitUsings.Concat(usings).Select(name => $"global using {name};\n"));
        var program = CSharpCompilation.Create(
            "Reader",
            files.Prepend(implicitly).Select((file, number) => CSharpSyntaxTree.ParseText(file, Language, $"{number}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(program, out var generated, out _);

        var ours = generated.WithAnalyzers([new TaskAnalyzer(), new TaskNameAnalyzer(), new AttributePlaceAnalyzer(), new EnqueueAnalyzer()])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult(); // analyzers wait on no context
        return [.. generated.GetDiagnostics().Concat(ours).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(Text)];
    }

    // A page shows declarations and calls in the order that reads best; a program has usings, then statements, then declarations.
    private static string Combine(IEnumerable<string> pieces)
    {
        var parsed = pieces.Select(piece => CSharpSyntaxTree.ParseText(piece, Language).GetCompilationUnitRoot()).ToList();
        return SyntaxFactory.CompilationUnit()
            .AddUsings([.. parsed.SelectMany(piece => piece.Usings).DistinctBy(directive => directive.Name?.ToString())])
            .AddMembers([.. parsed.SelectMany(piece => piece.Members).OrderBy(member => member is not GlobalStatementSyntax)])
            .ToFullString();
    }

    private static string AspNetCore()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!); // a file of the shared framework
        var folder = Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", runtime.Name); // ! shared/Microsoft.NETCore.App/10.0.0
        return Directory.Exists(folder) ? folder : throw new InvalidOperationException($"There is no {folder}; the .NET SDK brings it.");
    }

    private static string Text(Diagnostic found)
        => $"{found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)} «{found.Location.SourceTree?.GetText().Lines[found.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}»";
}
