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
        EvolutionErrors.LockFileMalformed, EvolutionErrors.LockFileRequired, EvolutionErrors.TaskLost, EvolutionErrors.UpgradeUnusable, EvolutionWarnings.LockFileMissing,
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
            if (!options.IsWriting) RequireFile(context, options);
            return;
        }

        try
        {
            Compare(context, ParsedLockFiles.Of(content), text.Path, content, options);
        }
        catch (LockFileException problem)
        {
            var line = Line(text.Path, content, problem.Line);
            context.RegisterCompilationEndAction(end => end.ReportDiagnostic(
                Diagnostic.Create(EvolutionErrors.LockFileMalformed, line, problem.Line + 1, problem.Message)));
        }
    }

    private static void RequireFile(CompilationStartAnalysisContext context, LockFileOptions options)
    {
        var tasks = new ConcurrentBag<Location>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Attribute(symbol.Symbol) is not null) tasks.Add(symbol.Symbol.Locations[0]);
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            var first = tasks.OrderBy(task => task.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(task => task.SourceSpan.Start).FirstOrDefault();
            if (first is not null) end.ReportDiagnostic(Diagnostic.Create(options.IsRequired ? EvolutionErrors.LockFileRequired : EvolutionWarnings.LockFileMissing, first));
        });
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
        foreach (var change in TaskComparer.Compare(task, file))
        {
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
}
