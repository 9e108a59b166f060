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
            var handle = start.Compilation.GetTypeByMetadataName(EnqueueCalls.Handle);
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
        if (!EnqueueCalls.IsOne(method, handle)) return;
        if (!isConditional && IsInAsyncFunction(statement, context.ContainingSymbol)) return; // the compiler warns there: CS4014

        context.ReportDiagnostic(Diagnostic.Create(UsageHints.EnqueueNotAwaited, statement.Operation.Syntax.GetLocation(), EnqueueCalls.NameOf(method)));
    }

    private static bool IsInAsyncFunction(IOperation operation, ISymbol containing) => EnqueueCalls.FunctionOf(operation) switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        ILocalFunctionOperation local => local.Symbol.IsAsync,
        _ => containing is IMethodSymbol { IsAsync: true },
    };
}
