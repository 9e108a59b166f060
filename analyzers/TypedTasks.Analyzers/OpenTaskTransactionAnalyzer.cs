using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>
/// TT4007: a task that takes a transaction calls the network, or waits. It looks at calls in the task's own method, its lambdas and its local
/// functions; what other methods do it does not know.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpenTaskTransactionAnalyzer : DiagnosticAnalyzer
{
    // Everything they do goes over the network, but for a few members that are told by their names.
    private static readonly string[] Network =
    [
        "System.Net.Http.HttpMessageInvoker", "System.Net.Mail.SmtpClient", "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.UdpClient",
    ];

    private static readonly string[] Harmless = ["Dispose", "Close", "CancelPendingRequests", "SendAsyncCancel", "ToString", "Equals", "GetHashCode", "GetType", "SetSocketOption", "Bind"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageHints.WaitsInTransaction];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationBlockAction(Check);
    }

    private static void Check(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol { Parameters.Length: > 0 } method) return;
        if (method.Parameters.FirstOrDefault(IsTransaction) is not { } transaction || method.Attribute(MetadataNames.QueueTaskAttribute) is null) return;

        foreach (var call in context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).OfType<IInvocationOperation>())
        {
            if (NameOf(call) is not { } name) continue;
            context.ReportDiagnostic(Diagnostic.Create(UsageHints.WaitsInTransaction, call.Syntax.GetLocation(), name, method.Name, transaction.Name));
        }
    }

    private static bool IsTransaction(IParameterSymbol parameter) => ParameterRules.IsTransaction(parameter.Type) && !ParameterRules.IsService(parameter);

    private static string? NameOf(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Is("System.Threading.Tasks.Task") && method.Name == "Delay") return "Task.Delay";
        if (method.ContainingType.Is("System.Threading.Thread") && method.Name == "Sleep") return "Thread.Sleep";
        if (Harmless.Contains(method.Name)) return null;

        // An extension method's receiver is its first argument.
        var receiver = call.Instance?.Type ?? (method.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value.Type : null);
        return receiver is not null && Network.Any(receiver.IsOrDerivesFrom) ? $"{receiver.Name}.{method.Name}" : null;
    }
}
