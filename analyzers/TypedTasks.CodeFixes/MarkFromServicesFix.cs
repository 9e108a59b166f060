using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Marks a parameter that is an interface, an abstract class or a service with <c>[FromServices]</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkFromServicesFix))]
public sealed class MarkFromServicesFix() : TaskFix<ParameterSyntax>(DiagnosticIds.AbstractType, DiagnosticIds.ServiceInPayload)
{
    /// <inheritdoc/>
    protected override string Title(ParameterSyntax node) => $"Mark '{node?.Identifier.ValueText}' [FromServices]";

    /// <inheritdoc/>
    protected override ParameterSyntax? Replace(ParameterSyntax node, Diagnostic diagnostic)
    {
        if (node is null || diagnostic is null || !diagnostic.Properties.ContainsKey(FaultDiagnostic.ServiceCandidate)) return null;
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("TypedTasks.FromServices").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithTrailingTrivia(SyntaxFactory.Space);
        return node.WithoutLeadingTrivia().WithAttributeLists(node.AttributeLists.Insert(0, list)).WithLeadingTrivia(node.GetLeadingTrivia());
    }
}
