using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>TT1010: an application that adds manifests by hand and forgets an assembly. Silent where it can't see which manifests are added.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestAnalyzer : DiagnosticAnalyzer
{
    private const string Builder = "TypedTasks.ITypedTasksBuilder";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageHints.ManifestNotAdded];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None); // AddAllTasks() itself is a row of AddManifest calls
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)) return;
            if (start.Compilation.GetTypeByMetadataName(Builder) is null) return;
            var calls = new ConcurrentBag<(INamedTypeSymbol? Manifest, Location Location)>();
            start.RegisterOperationAction(operation => Collect((IInvocationOperation)operation.Operation, calls), OperationKind.Invocation);
            start.RegisterCompilationEndAction(end => Report(end, calls));
        });
    }

    private static void Collect(IInvocationOperation call, ConcurrentBag<(INamedTypeSymbol? Manifest, Location Location)> calls)
    {
        var isUnknown = call.TargetMethod.Name == "AddAllTasks";
        if (!isUnknown && (call.TargetMethod.Name != "AddManifest" || !call.TargetMethod.ContainingType.IsOrDerivesFrom(Builder) || call.Arguments.Length != 1)) return;
        var added = isUnknown ? null : (Unconverted(call.Arguments[0].Value) as IObjectCreationOperation)?.Type as INamedTypeSymbol;
        calls.Add((added, call.Syntax.GetLocation()));
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentBag<(INamedTypeSymbol? Manifest, Location Location)> calls)
    {
        if (calls.IsEmpty || calls.Any(call => call.Manifest is null)) return;
        var place = calls.Select(call => call.Location).OrderBy(location => location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(location => location.SourceSpan).First();
        foreach (var assembly in context.Compilation.SourceModule.ReferencedAssemblySymbols.Prepend(context.Compilation.Assembly))
        {
            if (ManifestOf(assembly) is not { } manifest || calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Manifest, manifest))) continue;
            context.ReportDiagnostic(Diagnostic.Create(UsageHints.ManifestNotAdded, place, assembly.Name));
        }
    }

    private static INamedTypeSymbol? ManifestOf(IAssemblySymbol assembly)
        => assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Is(MetadataNames.TaskManifestAttribute) == true && attribute.ConstructorArguments.Length == 1)
            .Select(attribute => attribute.ConstructorArguments[0].Value as INamedTypeSymbol)
            .FirstOrDefault();

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
