using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>What the rules and the lock file's analyzer say of tasks. Nothing is generated, which would cost ten times as much; the last build is.</summary>
internal sealed partial class ChainLook
{
    private readonly string file;
    private readonly IReadOnlyList<TaskShape> tasks;

    private ChainLook(string file, IReadOnlyList<TaskShape> tasks, IReadOnlyList<Said> all)
    {
        this.file = file;
        this.tasks = tasks;
        All = all;
        Told = all.Where(said => said.Severity == DiagnosticSeverity.Error).ToLookup(said => said.Space);
    }

    /// <summary>Everything.</summary>
    public IReadOnlyList<Said> All { get; }

    /// <summary>The errors, by the namespace of the task.</summary>
    public ILookup<string, Said> Told { get; }

    public static ChainLook At(IEnumerable<ChainTask> written, string file)
    {
        var source = new StringBuilder();
        var places = new List<(int Start, string Space)>();
        foreach (var task in written)
        {
            places.Add((source.Length, task.Space));
            source.Append(new ChainSource(task).Write());
        }

        var locking = new Locking(file);
        var program = Compiled.WithoutStubs(source.ToString());
        var diagnostics = program.WithAnalyzers([new LockFileAnalyzer()], new AnalyzerOptions(locking.Files, locking.Options))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult(); // nothing here waits on a context
        var told = diagnostics.Select(diagnostic => new Said(SpaceOf(diagnostic, places), diagnostic.Severity, diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        var decisions = places.ConvertAll(place => (place.Space, Decision: Decide(program, place.Space)));
        var faults = decisions.SelectMany(pair => pair.Decision.Faults.Select(fault => new Said(pair.Space, DiagnosticSeverity.Error, fault.Id, fault.ToString())));
        return new ChainLook(file, [.. decisions.Select(pair => pair.Decision.Task).OfType<TaskShape>()], [.. told, .. faults]);
    }

    /// <summary>The lock file after these tasks were settled.</summary>
    public string Settled(HashSet<string> accepted)
        => LockFileWriter.Write(LockSettlement.Settle(LockFileParser.Parse(file), tasks.Where(task => accepted.Contains(task.TaskName))));

    private static TaskDecision Decide(Compilation program, string space)
    {
        var method = program.GetTypeByMetadataName(space + ".WorkTasks")!.GetMembers("Work").OfType<IMethodSymbol>().Single(); // as ChainSource writes it
        return KnownDecisions.Of(method, method.Attribute(MetadataNames.QueueTaskAttribute)!, program, TestContext.Current.CancellationToken); // as above
    }

    // By the place in the program; a task that is lost is told in the lock file.
    private static string SpaceOf(Diagnostic diagnostic, List<(int Start, string Space)> places)
        => diagnostic.Location.SourceTree is null
            ? Space().Match(diagnostic.ToString()).Value
            : places.Last(place => place.Start <= diagnostic.Location.SourceSpan.Start).Space;

    [GeneratedRegex(@"\bS\d+[AB]")]
    private static partial Regex Space();

    /// <summary>A diagnostic on a task.</summary>
    public sealed record Said(string Space, DiagnosticSeverity Severity, string Id, string Text);
}
