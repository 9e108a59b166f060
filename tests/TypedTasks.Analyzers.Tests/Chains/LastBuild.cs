using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Generators;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>The program as it is in the end, compiled and loaded.</summary>
internal sealed class LastBuild : IDisposable
{
    private readonly AssemblyLoadContext context;
    private readonly Assembly assembly;
    private readonly IReadOnlyList<TaskDefinition> tasks;

    private LastBuild(AssemblyLoadContext context, Assembly assembly)
    {
        this.context = context;
        this.assembly = assembly;
        tasks = [.. ((ITaskManifest)Activator.CreateInstance(assembly.GetTypes().Single(type => type.IsAssignableTo(typeof(ITaskManifest))))!).Tasks]; // the generator gives it a public constructor
    }

    public static LastBuild Of(ChainPrograms programs)
    {
        var locking = new Locking(programs.File);
        var written = Compiled.WithoutStubs(programs.Source);
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], locking.Files, (CSharpParseOptions)written.SyntaxTrees[0].Options, locking.Options)
            .RunGeneratorsAndUpdateCompilation(written, out var complete, out var said, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        var emitted = complete.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        var faults = said.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591").ToList(); // the tasks have no docs
        Assert.True(faults.Count == 0, string.Join('\n', faults) + "\n" + programs.Source);
        image.Position = 0;
        var context = new AssemblyLoadContext(nameof(LastBuild), isCollectible: true);
        return new LastBuild(context, context.LoadFromStream(image));
    }

    public TaskDefinition Definition(ChainTask task) => tasks.Single(candidate => candidate.Name == task.Name);

    /// <summary>What the task was called with last.</summary>
    public object?[] Seen(ChainTask task) => (object?[])assembly.GetType(task.Space + ".WorkTasks")!.GetField("Seen")!.GetValue(null)!; // as ChainSource writes it

    public void Dispose() => context.Unload();
}
