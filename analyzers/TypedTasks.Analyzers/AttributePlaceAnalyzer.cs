using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>TT1014 for <c>[QueueTask]</c> on local functions and lambdas, which the compiler does not list among a type's methods.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributePlaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationErrors.NotAnOrdinaryMethod];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MetadataNames.QueueTaskAttribute) is null) return;
            start.RegisterSyntaxNodeAction(
                Check, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
        });
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        if (!HasAttributes(context.Node)) return; // binding every lambda of a project is what would cost
        var symbol = context.Node.IsKind(SyntaxKind.LocalFunctionStatement)
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not IMethodSymbol method || method.Attribute(MetadataNames.QueueTaskAttribute) is not { } attribute) return;

        var decision = TaskRules.Decide(method, attribute, context.Compilation, context.CancellationToken);
        foreach (var fault in decision.Faults)
            context.ReportDiagnostic(FaultDiagnostic.Of(fault, method, attribute, method.Name, context.CancellationToken));
    }

    private static bool HasAttributes(SyntaxNode function) => function switch
    {
        LocalFunctionStatementSyntax local => local.AttributeLists.Count > 0,
        LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
        _ => false,
    };
}
