using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the list of the assembly's tasks, and the attribute by which the generator of an application finds it.</summary>
internal static class ManifestFile
{
    public const string ClassName = "TypedTasksManifest";

    public static void Emit(SourceProductionContext output, EquatableArray<ManifestEntry> tasks, AssemblyFacts assembly)
    {
        if (tasks.Count == 0 || assembly.ManifestNamespace.Length == 0) return;
        var code = FileHeader.Begin();
        code.Line($"[assembly: global::TypedTasks.TaskManifest(typeof(global::{assembly.ManifestNamespace}.{ClassName}), TaskNames = new[]");
        code.Line("{");
        foreach (var name in tasks.SelectMany(task => task.Aliases.Prepend(task.TaskName))) code.Continuation(CSharpNames.Literal(name) + ",");
        code.Line("})]");
        code.Line();
        code.Open("namespace " + assembly.ManifestNamespace);
        code.Line("/// <summary>The tasks of this assembly.</summary>");
        code.Line(FileHeader.GeneratedCode);
        code.Open($"public sealed class {ClassName} : global::TypedTasks.ITaskManifest");
        code.Line("/// <inheritdoc/>");
        code.Line("public global::System.Collections.Generic.IReadOnlyList<global::TypedTasks.TaskDefinition> Tasks { get; } =");
        code.OpenList();
        foreach (var task in tasks) code.Line($"global::{GeneratedNames.Namespace}.{GeneratedNames.Task(task.Stub)}.Definition,");
        code.Close("];");
        code.Close();
        code.Close();
        output.AddSource(ClassName + ".g.cs", code.ToString());
    }
}
