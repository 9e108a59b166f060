using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>TT1002: two tasks of one stored name, in one assembly or, seen from the entry assembly, in all that it refers to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationErrors.DuplicateTaskName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MetadataNames.QueueTaskAttribute) is null) return;
            var tasks = new ConcurrentBag<NamedTask>();
            start.RegisterSymbolAction(symbol => Collect((IMethodSymbol)symbol.Symbol, tasks), SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Report(end, tasks));
        });
    }

    private static void Collect(IMethodSymbol method, ConcurrentBag<NamedTask> tasks)
    {
        if (method.PartialDefinitionPart is not null) return; // the other part has the attribute too
        if (method.Attribute(MetadataNames.QueueTaskAttribute) is not { } attribute || DeclarationRules.NotOrdinary(method) is not null) return;
        var options = new TaskOptions(attribute);
        var location = FaultDiagnostic.LocateArgument(attribute, "Name") ?? method.Locations[0];
        tasks.Add(new NamedTask(StubNames.Of(method, options).TaskName, $"task method '{method.Name}'", location) { IsNamedByStub = options.Name is null });
        foreach (var alias in options.Aliases)
            tasks.Add(new NamedTask(alias, $"task method '{method.Name}' (by an alias)", FaultDiagnostic.LocateArgument(attribute, "Aliases") ?? method.Locations[0]));
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<NamedTask> own)
    {
        var first = new Dictionary<string, NamedTask>(StringComparer.Ordinal);
        foreach (var task in ReferencedTasks(context.Compilation).Concat(own.OrderBy(task => task, NamedTask.InSourceOrder)))
        {
            if (first.TryGetValue(task.Name, out var other) && task.IsNamedByStub && other.IsNamedByStub) continue; // the stubs clash too, which is TT1006
            if (other is not null)
                context.ReportDiagnostic(Diagnostic.Create(DeclarationErrors.DuplicateTaskName, task.Location, Capital(task.Text), other.Text, task.Name));
            else
                first.Add(task.Name, task);
        }
    }

    // A library does not answer for what it refers to: only the entry assembly adds all tasks.
    private static IEnumerable<NamedTask> ReferencedTasks(Compilation compilation)
    {
        if (compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)) return [];
        return compilation.SourceModule.ReferencedAssemblySymbols
            .SelectMany(assembly => assembly.GetAttributes()
                .Where(attribute => attribute.AttributeClass?.Is(MetadataNames.TaskManifestAttribute) == true)
                .SelectMany(TaskNames)
                .Select(name => new NamedTask(name, $"a task of assembly '{assembly.Name}'", Location.None)));
    }

    private static IEnumerable<string> TaskNames(AttributeData manifest)
        => manifest.NamedArguments.Where(argument => argument.Key == "TaskNames").SelectMany(argument => argument.Value.Values).Select(name => name.Value).OfType<string>();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    private sealed record NamedTask(string Name, string Text, Location Location)
    {
        public bool IsNamedByStub { get; init; }

        public static IComparer<NamedTask> InSourceOrder { get; } = Comparer<NamedTask>.Create((left, right) =>
        {
            var byFile = string.CompareOrdinal(left.Location.SourceTree?.FilePath, right.Location.SourceTree?.FilePath);
            return byFile != 0 ? byFile : left.Location.SourceSpan.CompareTo(right.Location.SourceSpan);
        });
    }
}
