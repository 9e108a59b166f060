using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>
/// TT1014 for <c>[QueueTask]</c> on local functions and lambdas, which the compiler does not list among a type's methods;
/// TT3031 for <c>[Sensitive]</c> on a parameter of a method that is no task.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributePlaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationErrors.NotAnOrdinaryMethod, PayloadWarnings.SensitiveWithoutEffect];

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
            start.RegisterSyntaxNodeAction(CheckSensitive, SyntaxKind.Attribute);
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

    // By its name as it is written, before anything is bound: most attributes are others.
    private static void CheckSensitive(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not AttributeSyntax { Parent.Parent: ParameterSyntax { Parent.Parent: MethodDeclarationSyntax } parameter } attribute) return;
        if (NameOf(attribute) is not ("Sensitive" or "SensitiveAttribute")) return;
        if (context.SemanticModel.GetDeclaredSymbol(parameter, context.CancellationToken) is not { ContainingSymbol: IMethodSymbol method } symbol || !SensitiveRules.IsMarked(symbol)) return;
        if (IsTask(method) || IsTask(method.PartialDefinitionPart) || IsTask(method.PartialImplementationPart)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            PayloadWarnings.SensitiveWithoutEffect, attribute.GetLocation(), $"Parameter '{symbol.Name}' of method '{method.Name}'", "", "its method is no task"));
    }

    private static string NameOf(AttributeSyntax attribute) => (attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax aliased => aliased.Name,
        var name => name as SimpleNameSyntax,
    })?.Identifier.ValueText ?? "";

    private static bool IsTask(IMethodSymbol? method) => method?.Attribute(MetadataNames.QueueTaskAttribute) is not null;

    private static bool HasAttributes(SyntaxNode function) => function switch
    {
        LocalFunctionStatementSyntax local => local.AttributeLists.Count > 0,
        LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
        _ => false,
    };
}
