using System.Globalization;
using System.Text.RegularExpressions;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>A program of many tasks that is built again and again, and the lock file that its author keeps.</summary>
internal sealed partial class ChainPrograms(int seed, int size)
{
    private const int Rounds = 7;

    private readonly Random random = new(seed);
    private List<List<ChainTask>> chains = [];

    /// <summary>The lock file as the latest build has it.</summary>
    public string File { get; private set; } = LockFileWriter.Write(LockFile.Empty);

    /// <summary>The tasks of the latest build.</summary>
    public IEnumerable<ChainTask> Tasks => chains.SelectMany(chain => chain);

    /// <summary>How many edits were taken, by what it took: nothing, a raised version, an upgrade; or were given up, by the diagnostic that stood in the way.</summary>
    public SortedDictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>The latest build.</summary>
    public string Source => string.Concat(Tasks.Select(task => new ChainSource(task).Write()));

    /// <summary>The first build. In every third chain are two tasks of one shape.</summary>
    public void Start()
    {
        var created = Enumerable.Range(0, size).Select(i =>
        {
            var task = new ChainEdits(random, 0).Create($"S{i}A");
            return i % 3 == 0 ? new List<ChainTask> { task, task with { Space = $"S{i}B", Name = $"S{i}B.Work" } } : [task];
        }).ToList();
        Build(created);
    }

    /// <summary>The next build: edits, and what the diagnostics ask for.</summary>
    public void Evolve(int step) => Build([.. chains.Select((chain, i) => Edited(chain, new ChainEdits(random, step * 1000)))]);

    private List<ChainTask> Edited(List<ChainTask> chain, ChainEdits edits)
    {
        if (chain.Count == 2 && random.Next(2) == 0)
        {
            var (kept, gone) = (chain[0], chain[1]);
            return [kept with { Aliases = [.. kept.Aliases, gone.Name, .. gone.Aliases], Builds = [.. kept.Builds, .. gone.Builds.Select(build => build with { IsTakenOver = true })] }];
        }

        return [.. chain.Select(task =>
        {
            var edited = Enumerable.Range(0, 1 + random.Next(2)).Aggregate(task, (current, _) => edits.Edit(current));
            return random.Next(3) == 0 ? Raised(edited) : edited;
        })];
    }

    private ChainTask Raised(ChainTask task) => task with { Version = task.Version + 1, Upgrades = random.Next(3) == 0 ? [.. task.Upgrades, task.Version] : task.Upgrades };

    private void Build(List<List<ChainTask>> wanted)
    {
        var built = chains.Count == 0 ? [.. wanted] : chains.ToList();
        var open = Enumerable.Range(0, wanted.Count).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            if (round == Rounds) throw new InvalidOperationException($"Seed {seed}: edits that were taken back are not accepted either.");
            foreach (var i in open) wanted[i] = [.. wanted[i].Select(Current)];
            var look = ChainLook.At(open.SelectMany(i => wanted[i]), File);
            var accepted = open.Where(i => !Spaces(wanted[i], i).Any(look.Told.Contains)).ToList();
            File = look.Settled([.. accepted.SelectMany(i => wanted[i]).Select(task => task.Name)]);
            foreach (var i in accepted) built[i] = [.. wanted[i].Select(task => task with { Builds = [.. task.Builds, new ChainBuild(task.Name, task.Version, task.Shape)] })];
            open = [.. open.Except(accepted)];
            foreach (var i in open) wanted[i] = Repaired(wanted[i], i, look.Told, isLast: round >= Rounds - 2);
        }

        chains = built;
    }

    private static ChainTask Current(ChainTask task)
    {
        var shipped = new Dictionary<int, ChainShape>();
        foreach (var build in task.Builds.Where(build => !build.IsTakenOver)) shipped[build.Version] = build.Shape;
        shipped[task.Version] = task.Shape;
        return task with { Shipped = shipped };
    }

    // As the diagnostics ask: first the version, then the upgrades that are missing; else the edit is taken back.
    private List<ChainTask> Repaired(List<ChainTask> chain, int index, ILookup<string, ChainLook.Said> told, bool isLast)
    {
        var spaces = Spaces(chain, index);
        var ids = spaces.SelectMany(space => told[space]).Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        if (ids.Count == 0) return chain;
        if (isLast || !ids.All(IsSettledByVersion))
        {
            Count("given up: " + string.Join(' ', ids));
            return chains.Count == 0 ? [] : chains[index];
        }

        return [.. chain.Select(task => Repaired(task, [.. told[task.Space]]))];
    }

    private IEnumerable<string> Spaces(List<ChainTask> chain, int index)
        => chain.Concat(chains.Count == 0 ? [] : chains[index]).Select(task => task.Space).Distinct();

    private static bool IsSettledByVersion(string id) => id == "TT5022" || string.CompareOrdinal(id, "TT5010") >= 0 && string.CompareOrdinal(id, "TT5018") <= 0;

    private ChainTask Repaired(ChainTask task, IReadOnlyList<ChainLook.Said> told)
    {
        if (told.Count == 0) return task;
        if (told.Any(diagnostic => diagnostic.Id != "TT5022"))
        {
            Count("raised");
            return Raised(task);
        }

        Count("upgraded");
        var missing = told.Select(diagnostic => int.Parse(Step().Match(diagnostic.Text).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return task with { Upgrades = [.. task.Upgrades.Concat(missing).Distinct()] };
    }

    private void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

    [GeneratedRegex(@"Upgrade\([\w.]*V(\d+) old\)")]
    private static partial Regex Step();
}
