using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Descriptors;

namespace TypedTasks.Analyzers;

/// <summary>
/// TT4006: a job enqueued beside a transaction that the same method has begun and not yet ended. It looks at one method and in the order of its
/// text, and is silent where it can't tell.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransactionAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the transaction as an expression.</summary>
    public const string Transaction = nameof(Transaction);

    private const string Client = "TypedTasks.ITaskClient";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageHints.OutsideTransaction];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(EnqueueCalls.Handle) is not { } handle) return;
            if (start.Compilation.GetTypeByMetadataName(Client) is not { } client) return;
            start.RegisterOperationBlockAction(block => Check(block, handle, client));
        });
    }

    private static void Check(OperationBlockAnalysisContext context, INamedTypeSymbol handle, INamedTypeSymbol client)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        var begun = operations.OfType<IVariableDeclaratorOperation>().Select(OpenTransaction.Of).OfType<OpenTransaction>().ToList();
        if (begun.Count == 0) return;

        var calls = operations.OfType<IInvocationOperation>().ToList();
        if (calls.Any(call => call.TargetMethod is { Name: "Use", ContainingType.Name: "TaskClient" })) return; // the ambient client may be that of the transaction
        foreach (var call in calls)
        {
            if (!EnqueueCalls.IsOne(call.TargetMethod, handle) || !IsOutside(call, client, operations)) continue;
            if (begun.FindLast(transaction => transaction.IsOpenAt(call, calls)) is not { } open) continue;
            var properties = ImmutableDictionary<string, string?>.Empty.Add(Transaction, open.Expression);
            context.ReportDiagnostic(Diagnostic.Create(
                UsageHints.OutsideTransaction, call.Syntax.GetLocation(), properties, EnqueueCalls.NameOf(call.TargetMethod), open.Expression));
        }
    }

    private static bool IsOutside(IInvocationOperation call, INamedTypeSymbol client, List<IOperation> operations)
    {
        if (call.TargetMethod.Parameters.Any(parameter => OpenTransaction.IsTransaction(parameter.Type))) return false;
        var used = call.Instance ?? call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, client))?.Value;
        return used is null || IsPlainClient(used, operations);
    }

    // A client from outside is bound to no transaction that was begun here; one made here may be.
    private static bool IsPlainClient(IOperation used, List<IOperation> operations) => used switch
    {
        IConversionOperation conversion => IsPlainClient(conversion.Operand, operations),
        IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation => true,
        ILocalReferenceOperation local => operations.OfType<IVariableDeclaratorOperation>()
            .Any(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local.Local) && declared.GetVariableInitializer()?.Value is { } value && IsPlainClient(value, operations)),
        _ => false,
    };
}
