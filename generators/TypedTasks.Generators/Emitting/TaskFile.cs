using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the file of one task: the stub that users call, then the definition that clients and workers use.</summary>
internal static class TaskFile
{
    public static void Emit(SourceProductionContext output, TaskShape task, EquatableArray<string> caseTwins)
    {
        var code = FileHeader.Begin();
        StubCode.Emit(code, task);
        if (task.IsValid)
        {
            code.Line();
            TaskCode.Emit(code, task);
        }

        output.AddSource(GeneratedNames.File(GeneratedNames.Task(task.StubFullName), caseTwins.Contains(task.StubFullName)), code.ToString());
    }
}
