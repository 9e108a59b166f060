using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes <c>AddAllTasks()</c> of an application: plain calls, so that no trimmer can drop a task and nothing is looked up at run time.</summary>
internal static class AddAllTasksFile
{
    public static void Emit(SourceProductionContext output, EquatableArray<ManifestEntry> tasks, AssemblyFacts assembly)
    {
        if (!assembly.WantsAddAllTasks) return;
        var code = FileHeader.Begin();
        code.Open("namespace TypedTasks");
        code.Line("/// <summary>The tasks of this application and of the libraries it references.</summary>");
        FileHeader.MarkPlumbing(code);
        code.Open("internal static class TypedTasksApplication");
        code.Line("/// <summary>Adds the tasks of this application and of the libraries it references.</summary>");
        code.Line("/// <param name=\"builder\">The TypedTasks instance that runs them.</param>");
        code.Open("internal static global::TypedTasks.ITypedTasksBuilder AddAllTasks(this global::TypedTasks.ITypedTasksBuilder builder)");
        var own = tasks.Count == 0 ? [] : new[] { $"global::{assembly.ManifestNamespace}.{ManifestFile.ClassName}" };
        foreach (var manifest in own.Concat(assembly.ReferencedManifests)) code.Line($"builder.AddManifest(new {manifest}());");
        code.Line("return builder;");
        code.Close();
        code.Close();
        code.Close();
        output.AddSource("AddAllTasks.g.cs", code.ToString());
    }
}
