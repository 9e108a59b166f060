using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Emitting;

/// <summary>
/// Says that the lock file lacks versions whose types the code names. The analyzers can't: when a type is missing the compiler does not ask them,
/// and all that it says itself invites to delete the <c>Upgrade</c>.
/// </summary>
internal static class LostHistoryReport
{
    public static void Emit(SourceProductionContext output, EquatableArray<LostHistory> lost, LockInput file, Compilation compilation)
    {
        if (lost.Count == 0) return;
        if (file.Fault is { } fault)
        {
            output.ReportDiagnostic(fault.ToDiagnostic());
            return;
        }

        if (file.IsMissing)
        {
            output.ReportDiagnostic(Diagnostic.Create(LockFileErrors.Required, PlaceOf(lost[0].Task, compilation, output.CancellationToken), LockFileErrors.NoFix, LockFileErrors.Lost(lost[0].Task)));
            return;
        }

        foreach (var history in lost)
        {
            var numbers = string.Join(" and ", history.Versions.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            output.ReportDiagnostic(Diagnostic.Create(
                LockFileErrors.VersionOutOfOrder,
                PlaceOf(history.Task, compilation, output.CancellationToken),
                "",
                $"has no version {numbers} of it, which an Upgrade method names",
                history.Task.Version,
                history.Task.StubName.TrimStart('@'),
                "Restore the task's entry of the file from version control and keep the Upgrade methods; delete one only if no job of the version that it takes can be queued any more"));
        }
    }

    // A task keeps no place, since an edit elsewhere would move it.
    private static Location PlaceOf(TaskShape task, Compilation compilation, CancellationToken cancellationToken)
    {
        var name = task.Method.Substring(task.Method.LastIndexOf('.') + 1).TrimStart('@');
        return compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellationToken)
            .OfType<IMethodSymbol>()
            .Where(method => method.Attribute(MetadataNames.QueueTaskAttribute) is not null && CSharpNames.Of(method.ContainingType) + "." + CSharpNames.Escape(method.Name) == task.Method)
            .Select(method => method.Locations[0])
            .FirstOrDefault() ?? Location.None;
    }
}
