using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers;
using TypedTasks.Generators;

namespace TypedTasks.Benchmarks.Compiling;

/// <summary>What this repository adds to the compiler.</summary>
internal static class Additions
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(TaskAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .Select(type => Activator.CreateInstance(type))
            .OfType<DiagnosticAnalyzer>(),
    ];

    /// <summary>What any analyzer costs that looks at a compilation: its symbols are made, and the driver visits them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Nothing { get; } = [new DoNothingAnalyzer()];

    public static GeneratorDriver Generator() => CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: LargeProject.ParseOptions);

    /// <summary>Runs analyzers over the whole compilation.</summary>
    /// <returns>What they found, and how long each took on all threads together.</returns>
    public static async Task<(ImmutableArray<Diagnostic> Diagnostics, IReadOnlyDictionary<string, TimeSpan> Times)> AnalyzeAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var analysis = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
        var result = await analysis.GetAnalysisResultAsync(CancellationToken.None);
        return (result.GetAllDiagnostics(), result.AnalyzerTelemetryInfo.ToDictionary(pair => pair.Key.GetType().Name, pair => pair.Value.ExecutionTime));
    }
}
