using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers;

/// <summary>TT5xxx: holds the code against <c>tasks.lock.json</c>. Any difference is told: a safe one as a warning, one that breaks queued jobs as an error.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        LockFileErrors.Malformed, LockFileErrors.Required, EvolutionErrors.TaskLost, EvolutionErrors.UpgradeUnusable, EvolutionWarnings.LockFileMissing,
        .. ChangeDescriptors.OfTasks,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(MetadataNames.QueueTaskAttribute) is null) return;
        var options = LockFileOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        if (options.IsOff) return;

        var text = context.Options.AdditionalFiles.FirstOrDefault(file => LockFile.IsLockFile(file.Path));
        if (text?.GetText(context.CancellationToken) is not { } content)
        {
            RequireFile(context, options);
            return;
        }

        try
        {
            Compare(context, ParsedLockFiles.Of(content), text.Path, content, options);
        }
        catch (LockFileException problem)
        {
            var fault = LockFileFault.Of(text.Path, content, problem);
            AtEnd(context, (end, tasks) =>
            {
                if (!IsToldByGenerator(tasks)) end.ReportDiagnostic(fault.ToDiagnostic());
            });
        }
    }

    private static void RequireFile(CompilationStartAnalysisContext context, LockFileOptions options)
        => AtEnd(context, (end, tasks) =>
        {
            if (tasks.Count == 0 || IsToldByGenerator(tasks)) return;
            if (tasks.FirstOrDefault(task => task.Shape is { } shape && LostVersions.HadFile(shape)) is { Shape: { } lost } known)
                end.ReportDiagnostic(Diagnostic.Create(LockFileErrors.Required, known.Place, LockFileErrors.NoFix, LockFileErrors.Lost(lost)));
            else if (!options.IsWriting)
                end.ReportDiagnostic(Diagnostic.Create(options.IsRequired ? LockFileErrors.Required : EvolutionWarnings.LockFileMissing, tasks[0].Place, LockFileErrors.NotYetWritten));
        });

    // The types of its versions can't be generated, and only the generator is heard when types are missing.
    private static bool IsToldByGenerator(IEnumerable<FoundTask> tasks) => tasks.Any(task => task.Shape is { } shape && LostVersions.Of(shape, LockFile.Empty).Any());

    private static void AtEnd(CompilationStartAnalysisContext context, Action<CompilationAnalysisContext, IReadOnlyList<FoundTask>> report)
    {
        var tasks = new ConcurrentBag<FoundTask>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Attribute(symbol.Symbol) is { } attribute)
                    tasks.Add(new FoundTask(symbol.Symbol.Locations[0], KnownDecisions.Of((IMethodSymbol)symbol.Symbol, attribute, symbol.Compilation, symbol.CancellationToken).Task));
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end => report(
            end, [.. tasks.OrderBy(task => task.Place.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(task => task.Place.SourceSpan.Start)]));
    }

    private static void Compare(CompilationStartAnalysisContext context, LockFile file, string path, SourceText content, LockFileOptions options)
    {
        var names = new ConcurrentBag<string>();
        context.RegisterSymbolAction(symbol => Compare(symbol, file, options, names), SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            var known = new HashSet<string>(names, StringComparer.Ordinal);
            foreach (var task in file.Tasks.Where(task => !known.Contains(task.Name)))
                end.ReportDiagnostic(Diagnostic.Create(EvolutionErrors.TaskLost, LineOf(path, content, task.Name), "", task.Name));
        });
    }

    private static void Compare(SymbolAnalysisContext context, LockFile file, LockFileOptions options, ConcurrentBag<string> names)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Attribute(method) is not { } attribute) return;
        var decision = KnownDecisions.Of(method, attribute, context.Compilation, context.CancellationToken);
        if (decision.Task is not { } task)
        {
            var said = new TaskOptions(attribute); // it has another fault, but is not gone
            foreach (var name in said.Aliases.Prepend(StubNames.Of(method, said).TaskName)) names.Add(name);
            return;
        }

        foreach (var name in task.Aliases.Prepend(task.TaskName)) names.Add(name);
        if (!task.IsValid) return;

        var unusable = ReportUpgrades(context, method, attribute, task);
        var isLostTold = LostVersions.Of(task, file).Any(); // by the generator
        foreach (var change in TaskComparer.Compare(task, file))
        {
            if (isLostTold && change.Kind is (ChangeKind.VersionLost or ChangeKind.VersionOutOfOrder)) continue;
            var isTold = change.Kind == ChangeKind.UpgradeMissing && unusable.Contains(change.Was);
            if (!isTold && (!options.IsWriting || !change.IsSafe)) context.ReportDiagnostic(ChangeDiagnostic.Of(change, task, method, options.WarningsAreErrors));
        }
    }

    private static List<string> ReportUpgrades(SymbolAnalysisContext context, IMethodSymbol method, AttributeData attribute, TaskShape task)
    {
        var unusable = new List<string>();
        foreach (var upgrade in UpgradeMethods.Of(method, StubNames.Of(method, new TaskOptions(attribute))))
        {
            var problem = upgrade.From >= task.Version ? $"the task's version is {task.Version}, so that is none of its older ones" : upgrade.Problem;
            if (problem is null) continue;
            unusable.Add(upgrade.From.ToString(CultureInfo.InvariantCulture));
            context.ReportDiagnostic(Diagnostic.Create(
                EvolutionErrors.UpgradeUnusable, upgrade.Method.Locations[0], "", upgrade.From, problem, task.StubName.TrimStart('@'), upgrade.From + 1));
        }

        return unusable;
    }

    private static AttributeData? Attribute(ISymbol symbol)
        => symbol is IMethodSymbol { PartialDefinitionPart: null } method && DeclarationRules.NotOrdinary(method) is null ? method.Attribute(MetadataNames.QueueTaskAttribute) : null;

    private static Location LineOf(string path, SourceText content, string task)
    {
        var name = JsonText.Quote(task) + ":";
        for (var i = 0; i < content.Lines.Count; i++)
            if (content.ToString(content.Lines[i].Span).TrimStart().StartsWith(name, StringComparison.Ordinal)) return Line(path, content, i);
        return Line(path, content, 0);
    }

    private static Location Line(string path, SourceText content, int number)
    {
        var line = content.Lines[Math.Min(number, content.Lines.Count - 1)];
        return Location.Create(path, line.Span, content.Lines.GetLinePositionSpan(line.Span));
    }

    private sealed record FoundTask(Location Place, TaskShape? Shape);
}
