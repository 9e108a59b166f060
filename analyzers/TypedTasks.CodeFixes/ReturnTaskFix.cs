using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Lets an <c>async void</c> task return <c>Task</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix))]
public sealed class ReturnTaskFix() : TaskFix<MethodDeclarationSyntax>(DiagnosticIds.AsyncVoid)
{
    /// <inheritdoc/>
    protected override string Title(MethodDeclarationSyntax node) => "Return Task";

    /// <inheritdoc/>
    protected override MethodDeclarationSyntax? Replace(MethodDeclarationSyntax node, Diagnostic diagnostic)
        => node?.WithReturnType(SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithTriviaFrom(node.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation));
}
