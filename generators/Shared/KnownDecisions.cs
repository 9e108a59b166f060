using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// <see cref="TaskRules"/>, asked once per task until something changes that it looks at. A compiler shows every task again after every edit;
/// most edits are within a method's body, which no rule looks at.
/// </summary>
/// <remarks>
/// What was decided is kept as long as a file of that program is: an edit replaces one file, so the others lead to the program before the edit.
/// All tables hold their keys weakly, and decisions hold nothing of a compilation.
/// </remarks>
internal static class KnownDecisions
{
    private const int CandidateLimit = 3;

    private static readonly ConditionalWeakTable<Compilation, Decided> Compilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, ProgramOutline> Programs = new();

    /// <summary>The decision on a method of the compilation's own code.</summary>
    public static TaskDecision Of(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        var decided = Compilations.GetValue(compilation, compilation => Find(compilation, cancellationToken));
        if (attribute.ApplicationSyntaxReference is not { } place || !decided.Files.TryGetValue(place.SyntaxTree, out var file))
            return TaskRules.Decide(method, attribute, compilation, new ReachedFiles(), cancellationToken);

        return decided.Program.Decision(file, FileOutline.Of(place.SyntaxTree).PlaceOf(place.Span.Start), Decide);

        KnownDecision Decide()
        {
            var reached = new ReachedFiles();
            var decision = TaskRules.Decide(method, attribute, compilation, reached, cancellationToken);
            return new KnownDecision(decision, [.. reached.All.Where(decided.Files.ContainsKey).Select(reachedFile => decided.Files[reachedFile])]);
        }
    }

    private static Decided Find(Compilation compilation, CancellationToken cancellationToken)
    {
        SyntaxTree[] files = [.. compilation.SyntaxTrees];
        var candidates = Candidates(files);
        var program = candidates.Find(candidate => candidate.Covers(compilation, files, cancellationToken))
            ?? candidates.Select(candidate => candidate.After(compilation, files, cancellationToken)).FirstOrDefault(static next => next is not null)
            ?? new ProgramOutline(compilation, files, new StubTable());
        StubTable.Share(compilation, program.Stubs);
        lock (Programs)
        {
            foreach (var file in files)
            {
                if (Programs.TryGetValue(file, out var known) && ReferenceEquals(known, program)) continue;
                Programs.Remove(file);
                Programs.Add(file, program);
            }
        }

        return new Decided(program, files);
    }

    // Nearly always there is one. More are there if files are shared by programs; looking at all of them would cost more than deciding anew.
    private static List<ProgramOutline> Candidates(SyntaxTree[] files)
    {
        var candidates = new List<ProgramOutline>();
        lock (Programs)
        {
            foreach (var file in files)
            {
                if (!Programs.TryGetValue(file, out var candidate) || candidates.Contains(candidate)) continue;
                candidates.Add(candidate);
                if (candidates.Count == CandidateLimit) break;
            }
        }

        return candidates;
    }

    private sealed class Decided(ProgramOutline program, SyntaxTree[] files)
    {
        public ProgramOutline Program { get; } = program;

        public Dictionary<SyntaxTree, int> Files { get; } = files.Select(static (file, number) => (file, number)).ToDictionary(static pair => pair.file, static pair => pair.number);
    }
}
