using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Emitting;

/// <summary>
/// Writes the settled lock file as the comments of a generated file, from which the build makes <c>tasks.lock.json</c>:
/// a generator may not write files itself.
/// </summary>
internal static class LockFileText
{
    public const string FileName = "tasks.lock.g.cs";

    public static void Emit(SourceProductionContext output, LockFile file, IEnumerable<TaskShape> tasks)
    {
        var text = LockFileWriter.Write(LockSettlement.Settle(file, tasks));
        output.AddSource(FileName, string.Concat(text.TrimEnd('\n').Split('\n').Select(line => "// " + line + "\n")));
    }

    /// <summary>For a project without tasks and without the file, which gets none. An earlier build may have left a text on disk, so there is a file, an empty one.</summary>
    public static void EmitNothing(SourceProductionContext output) => output.AddSource(FileName, "");
}
