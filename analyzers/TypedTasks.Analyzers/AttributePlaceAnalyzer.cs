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
/// TT3031 for <c>[Sensitive]</c> on a parameter of a method that is no task, and on a field that is not public; TT3032 for <c>[field: Sensitive]</c>.
/// The types of payloads are told here, where they are declared: projects that refer to this one can't see such a field.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributePlaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DeclarationErrors.NotAnOrdinaryMethod, PayloadWarnings.SensitiveWithoutEffect, PayloadWarnings.SensitiveHiddenField];

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

        var decision = TaskRules.Decide(method, attribute, context.Compilation, new ReachedFiles(), context.CancellationToken);
        foreach (var fault in decision.Faults)
            context.ReportDiagnostic(FaultDiagnostic.Of(fault, method, attribute, method.Name, context.Compilation, context.CancellationToken));
    }

    // By its name as it is written, before anything is bound: most attributes are others.
    private static void CheckSensitive(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not AttributeSyntax { Parent: AttributeListSyntax list } attribute || NameOf(attribute) is not ("Sensitive" or "SensitiveAttribute")) return;
        var finding = list switch
        {
            { Target.Identifier.RawKind: (int)SyntaxKind.FieldKeyword, Parent: ParameterSyntax parameter } => HiddenField(attribute, parameter.Identifier, "[property: Sensitive]"),
            { Target.Identifier.RawKind: (int)SyntaxKind.FieldKeyword, Parent: PropertyDeclarationSyntax property } => HiddenField(attribute, property.Identifier, "[Sensitive]"),
            { Parent: ParameterSyntax { Parent.Parent: MethodDeclarationSyntax } parameter } => OfNoTask(context, attribute, parameter),
            { Parent: FieldDeclarationSyntax field } => NotPublic(context, attribute, field),
            _ => null,
        };
        if (finding is not null && context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is { } constructor && SensitiveRules.IsAttribute(constructor.ContainingType))
            context.ReportDiagnostic(finding);
    }

    private static Diagnostic HiddenField(AttributeSyntax attribute, SyntaxToken property, string right)
        => Diagnostic.Create(PayloadWarnings.SensitiveHiddenField, attribute.GetLocation(), property.ValueText, right);

    private static Diagnostic? OfNoTask(SyntaxNodeAnalysisContext context, AttributeSyntax attribute, ParameterSyntax parameter)
    {
        if (context.SemanticModel.GetDeclaredSymbol(parameter, context.CancellationToken) is not { ContainingSymbol: IMethodSymbol method } symbol) return null;
        if (IsTask(method) || IsTask(method.PartialDefinitionPart) || IsTask(method.PartialImplementationPart)) return null;
        return WithoutEffect(attribute, $"Parameter '{symbol.Name}' of method '{method.Name}'", "its method is no task");
    }

    private static Diagnostic? NotPublic(SyntaxNodeAnalysisContext context, AttributeSyntax attribute, FieldDeclarationSyntax field)
    {
        var symbol = context.SemanticModel.GetDeclaredSymbol(field.Declaration.Variables[0], context.CancellationToken);
        if (symbol is null or { DeclaredAccessibility: Accessibility.Public }) return null;
        return WithoutEffect(attribute, $"Field '{symbol.ContainingType.Name}.{symbol.Name}'", "it is not public, and never stored");
    }

    private static Diagnostic WithoutEffect(AttributeSyntax attribute, string subject, string why)
        => Diagnostic.Create(PayloadWarnings.SensitiveWithoutEffect, attribute.GetLocation(), subject, "", why);

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
