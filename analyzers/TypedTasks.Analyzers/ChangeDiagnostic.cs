using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers;

/// <summary>Turns a difference between code and lock file into a diagnostic: its words, and what is underlined.</summary>
internal static class ChangeDiagnostic
{
    public static Diagnostic Of(LockChange change, TaskShape task, IMethodSymbol method, bool warningsAreErrors)
    {
        var descriptor = ChangeDescriptors.Of(change.Kind);
        var severity = warningsAreErrors ? DiagnosticSeverity.Error : descriptor.DefaultSeverity;
        var stub = task.StubName.TrimStart('@');
        return Diagnostic.Create(
            descriptor,
            ChangePlace.Of(change, method),
            severity,
            additionalLocations: method.Locations.Take(1),
            properties: null,
            Subject(change, stub), Was(change), Is(change), stub, Next(change, task.Version), Text(task.Version), change.Member,
            ChangeWords.What(change), ChangeWords.Harm(change), ChangeWords.Remedy(change));
    }

    private static string Subject(LockChange change, string stub)
    {
        if (change.Path.Length == 0) return $"Task '{stub}'";
        if (change.Path == change.Member && change.Type.Length == 0) return $"Parameter '{change.Member}' of task '{stub}'";
        if (change.Path == "result") return $"The result of task '{stub}'";
        var isValue = change.Type.Length > 0 && !change.Path.Contains(change.Member);
        return isValue ? $"'{change.Type}.{change.Member}' in '{change.Path}' of task '{stub}'" : $"'{change.Path}' of task '{stub}'";
    }

    private static string Was(LockChange change) => change.Kind switch
    {
        ChangeKind.VersionOutOfOrder => change.Was == "0" ? "does not have the task" : $"ends with version {change.Was}",
        _ => change.Was,
    };

    private static string Is(LockChange change) => change.Kind switch
    {
        ChangeKind.EnumValueRemoved => ChangeWords.BringBack(change),
        _ => change.Is,
    };

    private static string Next(LockChange change, int version)
    {
        if (change.Kind != ChangeKind.VersionOutOfOrder) return Text(version + 1);
        var latest = int.Parse(change.Was, CultureInfo.InvariantCulture);
        return latest == 0
            ? "Write 1, or if an older version shipped, restore the task's entry of the file from version control"
            : $"Write {Text(latest)} or {Text(latest + 1)}, or if a later version shipped, restore it in the file from version control";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
