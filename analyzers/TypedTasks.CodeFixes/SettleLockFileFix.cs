using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.CodeFixes;

/// <summary>Writes <c>tasks.lock.json</c>: what is safe goes into the version it has, a raised version is added; a shipped one is never overwritten.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SettleLockFileFix))]
public sealed class SettleLockFileFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        DiagnosticIds.LockFileMissing, DiagnosticIds.LockFileRequired, DiagnosticIds.TaskAdded, DiagnosticIds.OptionalAdded, DiagnosticIds.DefaultChanged,
        DiagnosticIds.EnumValueAdded, DiagnosticIds.ChangedWithoutEffect, DiagnosticIds.VersionAdded,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => SettleLockFileFixAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.Diagnostics.All(diagnostic => diagnostic.Properties.ContainsKey(LockFileErrors.CannotBeWritten))) return Task.CompletedTask;
        context.RegisterCodeFix(ActionFor(context.Document.Project), context.Diagnostics);
        return Task.CompletedTask;
    }

    internal static CodeAction ActionFor(Project project)
        => CodeAction.Create("Bring tasks.lock.json up to date", cancellationToken => LockFileSettling.SettleAsync(project, cancellationToken), nameof(SettleLockFileFix));
}
