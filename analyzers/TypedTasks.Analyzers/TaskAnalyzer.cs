using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>Explains why a method with <c>[QueueTask]</c> can't be a task: the faults that the shared rules find, by which the generator decides too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. FaultDescriptors.All, .. PayloadWarnings.All, UsageHints.MissingAsyncSuffix, UsageHints.RunOutsidePartial, UsageHints.NoCancellationToken, OptionErrors.RuleWithoutTask];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var queueTask = start.Compilation.GetTypeByMetadataName(MetadataNames.QueueTaskAttribute);
            if (queueTask is null) return;
            var hints = new HintReport();
            start.RegisterSymbolAction(symbol => Check(symbol, queueTask, hints), SymbolKind.Method);
        });
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol queueTask, HintReport hints)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null) return; // the other part has the attribute too
        var attribute = method.GetAttributes().FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, queueTask));
        if (attribute is null)
        {
            CheckRules(context, method);
            return;
        }

        var decision = KnownDecisions.Of(method, attribute, context.Compilation, context.CancellationToken);
        var stubName = decision.Task?.StubName.TrimStart('@') ?? method.Name;
        foreach (var fault in decision.Faults)
            context.ReportDiagnostic(FaultDiagnostic.Of(fault, method, attribute, stubName, context.Compilation, context.CancellationToken));
        HintAtPartial(context, method, attribute);
        if (decision.Task is not { IsValid: true } task) return;
        hints.Add(context, method, decision, task);
        HintAtSuffix(context, method, task);
        HintAtToken(context, method, task);
    }

    private static void CheckRules(SymbolAnalysisContext context, IMethodSymbol method)
    {
        var rules = ExceptionRules.Attributes(method);
        if (rules.Count == 0) return;
        var location = rules[0].ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? method.Locations[0];
        context.ReportDiagnostic(Diagnostic.Create(OptionErrors.RuleWithoutTask, location, "", "", "", "", method.Name));
    }

    // Also for a task with errors: two such classes in one namespace both give a stub called Run, and this is the better remedy.
    private static void HintAtPartial(SymbolAnalysisContext context, IMethodSymbol method, AttributeData attribute)
    {
        if (method.Name is not ("Run" or "RunAsync") || method.ContainingType is not { IsStatic: true, Arity: 0 } type) return;
        var options = new TaskOptions(attribute);
        var stub = StubNames.Of(method, options);
        if (options.StubName is not null || stub.PartialTypes.Count > 0) return;
        if (type.GetMembers().OfType<IMethodSymbol>().Any(other => !SymbolEqualityComparer.Default.Equals(other, method) && other.Attribute(MetadataNames.QueueTaskAttribute) is not null)) return;
        context.ReportDiagnostic(Diagnostic.Create(UsageHints.RunOutsidePartial, method.Locations[0], method.Name, type.Name, stub.Name));
    }

    private static void HintAtSuffix(SymbolAnalysisContext context, IMethodSymbol method, TaskShape task)
    {
        if (task.Returns is not (ReturnKind.Awaitable or ReturnKind.AwaitableValue) || method.Name != task.StubName.TrimStart('@')) return;
        context.ReportDiagnostic(Diagnostic.Create(UsageHints.MissingAsyncSuffix, method.Locations[0], "", "", method.ContainingType.Name, "", method.Name));
    }

    // A task that awaits nothing has no moment at which it could stop.
    private static void HintAtToken(SymbolAnalysisContext context, IMethodSymbol method, TaskShape task)
    {
        var body = method.PartialImplementationPart ?? method;
        if (!body.IsAsync || task.Parameters.Any(parameter => parameter.Source is ParameterSource.CancellationToken or ParameterSource.JobContext)) return;
        context.ReportDiagnostic(Diagnostic.Create(UsageHints.NoCancellationToken, method.Locations[0], "", "", "", "", method.Name));
    }
}
