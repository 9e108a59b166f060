using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the file of one task: the stub that users call, then the definition that clients and workers use.</summary>
internal static class TaskFile
{
    public static void Emit(SourceProductionContext output, TaskHistory history, EquatableArray<string> caseTwins)
    {
        var task = history.Task;
        var code = FileHeader.Begin(task.Warnings);
        StubCode.Emit(code, history);
        if (task.IsValid)
        {
            code.Line();
            TaskCode.Emit(code, history);
        }

        if (history.Versions.Count > 0)
        {
            code.Line();
            VersionsCode.Emit(code, history);
        }

        output.AddSource(GeneratedNames.File(GeneratedNames.Task(task.StubFullName), caseTwins.Contains(task.StubFullName)), code.ToString());
    }
}
