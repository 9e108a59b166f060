using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>Turns hints into diagnostics: on the member itself if it is declared in this program, and then once, however many tasks reach it.</summary>
internal sealed class HintReport
{
    // These are about a member as such, not about its type.
    private static readonly string[] OnTheName = [DiagnosticIds.ComputedMember, DiagnosticIds.HiddenMember, DiagnosticIds.ExplicitMember, DiagnosticIds.PrivateState, DiagnosticIds.SecretInPayload, DiagnosticIds.SensitiveWithoutEffect, DiagnosticIds.LeftOutElsewhere];

    // A decision is kept over edits that change nothing of what rules and hints look at. Hints themselves are not: they name symbols of one compilation.
    private static readonly ConditionalWeakTable<TaskDecision, object> WithoutHints = new();

    private readonly ConcurrentDictionary<(string Id, Location Location), bool> reported = new();

    public void Add(SymbolAnalysisContext context, IMethodSymbol method, TaskDecision decision, TaskShape task)
    {
        if (WithoutHints.TryGetValue(decision, out _)) return;
        var found = PayloadHints.Of(method, task, context.Compilation, context.CancellationToken);
        foreach (var hint in found.Hints)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(hint.On.ContainingAssembly, context.Compilation.Assembly);
            var location = Locate(hint.Id, isOwn ? hint.On : hint.Root, context.CancellationToken);
            if (!reported.TryAdd((hint.Id, location), true)) continue;
            var subject = Subject(hint, isOwn, task.StubName.TrimStart('@'));
            context.ReportDiagnostic(Diagnostic.Create(PayloadWarnings.Of(hint.Id), location, subject, hint.Type, hint.Detail));
        }

        if (found is { Hints.Count: 0, DependsOnBodies: false }) WithoutHints.GetValue(decision, static _ => new object());
    }

    // About a member of this program the message must not depend on the task that was looked at first.
    private static string Subject(Hint hint, bool isOwn, string stubName)
    {
        if (isOwn && (hint.On is not (IParameterSymbol or IMethodSymbol) || hint.Id == DiagnosticIds.PrivateState)) return $"'{hint.On.ContainingType.Name}.{hint.On.Name}' in a payload";
        if (hint.Root is IMethodSymbol) return hint.Path == "result" ? $"The result of task '{stubName}'" : $"'{hint.Path}' in the result of task '{stubName}'";
        return hint.Path == hint.Root.Name ? $"Parameter '{hint.Path}' of task '{stubName}'" : $"'{hint.Path}' of task '{stubName}'";
    }

    private static Location Locate(string id, ISymbol symbol, CancellationToken cancellationToken)
    {
        if (OnTheName.Contains(id)) return symbol.Locations[0];
        return symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            ParameterSyntax parameter => parameter.Type?.GetLocation(),
            PropertyDeclarationSyntax property => property.Type.GetLocation(),
            MethodDeclarationSyntax method => method.ReturnType.GetLocation(),
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax field } => field.Type.GetLocation(),
            _ => null,
        } ?? symbol.Locations[0];
    }
}
