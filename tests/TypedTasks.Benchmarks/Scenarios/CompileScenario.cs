using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Benchmarks.Compiling;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>What the generator and the analyzers add to the compilation of a large project.</summary>
/// <remarks>
/// A build binds the generated code too, and writes it; that is part of the cold figure. An editor binds only what it shows, so the figures of edits
/// are those of generator and analyzers. The analyzers' figure is the time within their own code, of all threads, beyond what an analyzer that does
/// nothing would have set in motion: symbols and the driver around them, which are there with or without ours. Their times are in the notes.
/// </remarks>
internal sealed class CompileScenario : IScenario
{
    private const double ColdAim = 2000;
    private const double EditAim = 300;

    public string Name => "compile";

    public string Description => "what 1,000 tasks add to a cold build and to an edit; limit: the aim, 2 s and 300 ms";

    public bool NeedsServer => false;

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var costs = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 0; round <= rounds.Count; round++)
        {
            var measured = await MeasureAsync(report);
            if (round == 0) continue; // warm-up: the compiler itself is compiled
            foreach (var (figure, milliseconds) in measured)
            {
                if (!costs.TryGetValue(figure, out var values)) costs[figure] = values = [];
                values.Add(milliseconds);
            }
        }

        foreach (var (figure, values) in costs)
            report.Figure(Name, figure, Statistics.Median(values), "ms", figure.StartsWith("cold", StringComparison.Ordinal) ? ColdAim : EditAim);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(Report report)
    {
        var figures = new Dictionary<string, double>();
        var project = LargeProject.Compilation();

        var bare = project.Clone();
        var withoutOurs = figures["cold, build of project alone"] = Time(() => Build(bare));

        var driver = Additions.Generator();
        Compilation generated = project.Clone();
        figures["cold, generator"] = Time(() => driver = driver.RunGeneratorsAndUpdateCompilation(generated, out generated, out _));
        var texts = generated.SyntaxTrees.Except(project.SyntaxTrees).Select(tree => tree.GetText()).ToList();
        report.Note($"  generated for each task: {texts.Sum(text => text.Lines.Count) / LargeProject.Tasks:N0} lines, {texts.Sum(text => text.Length) / LargeProject.Tasks:N0} characters");
        figures["cold, build of project and generated code"] = Time(() => Build(generated));
        figures["cold, analyzers"] = await TimeAsync(generated, report);
        figures["cold, added in all"] = figures["cold, generator"] + figures["cold, build of project and generated code"] + figures["cold, analyzers"] - withoutOurs;

        var unrelated = LargeProject.Edit(project, LargeProject.OrdinaryFile, "value > 1", "value > 2");
        driver = await EditAsync("edit of an unrelated file", driver, unrelated, figures, report);
        var task = LargeProject.Edit(unrelated, LargeProject.TaskFile, "order.Lines.Count + priority", "order.Lines.Count - priority");
        driver = await EditAsync("edit of a task's body", driver, task, figures, report);
        var payload = LargeProject.Edit(task, LargeProject.PayloadFile, "string? Note = null", "string? Note = null, int Weight = 0");
        driver = await EditAsync("edit of a payload type", driver, payload, figures, report); // the first one reads the names in all constant expressions
        var further = LargeProject.Edit(payload, LargeProject.PayloadFile, "int Weight = 0", "int Weight = 1");
        await EditAsync("further edit of a payload type", driver, further, figures, report);
        return figures;
    }

    private static async Task<GeneratorDriver> EditAsync(string edit, GeneratorDriver driver, CSharpCompilation project, Dictionary<string, double> figures, Report report)
    {
        Compilation generated = project;
        figures[$"{edit}, generator"] = Time(() => driver = driver.RunGeneratorsAndUpdateCompilation(generated, out generated, out _));
        figures[$"{edit}, analyzers"] = await TimeAsync(generated, report);
        figures[$"{edit}, added in all"] = figures[$"{edit}, generator"] + figures[$"{edit}, analyzers"];
        return driver;
    }

    private static void Build(Compilation compilation)
    {
        var result = compilation.Emit(Stream.Null);
        if (!result.Success) throw new InvalidOperationException("The project does not compile: " + string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3)));
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<double> TimeAsync(Compilation compilation, Report report)
    {
        // Whoever looks first has the symbols made; that is not to be counted as ours.
        var started = Stopwatch.GetTimestamp();
        await Additions.AnalyzeAsync(compilation, Additions.Nothing);
        var baseline = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        started = Stopwatch.GetTimestamp();
        var (diagnostics, times) = await Additions.AnalyzeAsync(compilation, Additions.Analyzers);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001" || diagnostic.Severity == DiagnosticSeverity.Error) is { } problem)
            throw new InvalidOperationException($"The analyzers refuse the project: {problem}");
        report.Note($"  an analyzer that does nothing: {baseline:N0} ms; then ours: {elapsed:N0} ms, within them " + string.Join(", ", times.OrderByDescending(time => time.Value).Select(time => $"{time.Key} {time.Value.TotalMilliseconds:N0}")));
        return times.Values.Sum(time => time.TotalMilliseconds);
    }
}
