using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Descriptors;

namespace TypedTasks.Analyzers;

/// <summary>TT4001: a call that enqueues, whose result is dropped where the compiler does not notice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnqueueAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageHints.EnqueueNotAwaited];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var handle = start.Compilation.GetTypeByMetadataName("TypedTasks.JobHandle");
            if (handle is null) return;
            start.RegisterOperationAction(operation => Check(operation, handle), OperationKind.ExpressionStatement);
        });
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol handle)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        var isConditional = statement.Operation is IConditionalAccessOperation;
        var called = statement.Operation is IConditionalAccessOperation conditional ? conditional.WhenNotNull : statement.Operation;
        if (called is not IInvocationOperation { TargetMethod: var method }) return;
        if (!method.Name.StartsWith("Enqueue", StringComparison.Ordinal) || !GivesHandles(method.ReturnType, handle)) return;
        if (!isConditional && IsInAsyncFunction(statement, context.ContainingSymbol)) return; // the compiler warns there: CS4014

        var name = method.IsStatic ? $"{method.ContainingType.Name}.{method.Name}" : method.Name;
        context.ReportDiagnostic(Diagnostic.Create(UsageHints.EnqueueNotAwaited, statement.Operation.Syntax.GetLocation(), name));
    }

    private static bool GivesHandles(ITypeSymbol returned, INamedTypeSymbol handle)
    {
        if (returned is not INamedTypeSymbol { Name: "ValueTask", Arity: 1 } task) return false;
        return IsHandle(task.TypeArguments[0], handle) || (task.TypeArguments[0] is INamedTypeSymbol { Arity: 1 } list && IsHandle(list.TypeArguments[0], handle));
    }

    private static bool IsHandle(ITypeSymbol type, INamedTypeSymbol handle)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, handle)) return true;
        }

        return false;
    }

    private static bool IsInAsyncFunction(IOperation operation, ISymbol containing)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda) return lambda.Symbol.IsAsync;
            if (current is ILocalFunctionOperation local) return local.Symbol.IsAsync;
        }

        return containing is IMethodSymbol { IsAsync: true };
    }
}
