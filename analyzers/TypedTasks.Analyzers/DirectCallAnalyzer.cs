using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>TT4002: a task's method is called itself. Silent in tests, in the task's own class, and where there is no stub to call instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DirectCallAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the stub's full name in C#.</summary>
    public const string Stub = nameof(Stub);

    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageHints.DirectCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MetadataNames.QueueTaskAttribute) is null) return;
            if (start.Compilation.ReferencedAssemblyNames.Any(reference => TestFrameworks.Contains(reference.Name))) return;
            start.RegisterOperationAction(Check, OperationKind.Invocation);
        });
    }

    private static void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        method = method.PartialDefinitionPart ?? method;
        if (!method.IsStatic || method.MethodKind != MethodKind.Ordinary || method.Attribute(MetadataNames.QueueTaskAttribute) is not { } attribute) return;
        if (IsWithin(context.ContainingSymbol, method.ContainingType) || StubOf(method, attribute) is not { } stub) return;

        var properties = ImmutableDictionary<string, string?>.Empty.Add(Stub, CSharpNames.Of(stub));
        context.ReportDiagnostic(Diagnostic.Create(UsageHints.DirectCall, call.Syntax.GetLocation(), properties, $"{method.ContainingType.Name}.{method.Name}", stub.Name));
    }

    private static bool IsWithin(ISymbol symbol, INamedTypeSymbol type)
    {
        for (var current = symbol.ContainingType; current is not null; current = current.ContainingType)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition)) return true;
        return false;
    }

    private static INamedTypeSymbol? StubOf(IMethodSymbol method, AttributeData attribute)
    {
        if (method.Name is "Run" or "RunAsync" && Enqueues(method.ContainingType)) return method.ContainingType;
        var name = StubNames.Of(method, new TaskOptions(attribute)).Name.TrimStart('@');
        return method.ContainingNamespace.GetTypeMembers(name, 0).FirstOrDefault(Enqueues);
    }

    private static bool Enqueues(INamedTypeSymbol type) => type.GetMembers("EnqueueAsync").Length > 0;
}
