using System.Globalization;
using TypedTasks.Analyzers.Tests.Chains;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests;

/// <summary>
/// Tasks that are edited at random over several builds, as the diagnostics allow: what the last build accepts reads every job that any build
/// enqueued, and every sample of the lock file, to the values that they had.
/// </summary>
public sealed class ChainTests(ITestOutputHelper output)
{
    private const string Variable = "TYPEDTASKS_CHAINS"; // how many, for whoever has the time
    private const int Usual = 2;
    private const int Size = 6;
    private const int Steps = 5;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable(Variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Usual)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Jobs_of_every_build_reach_the_last_one(int seed)
    {
        var programs = new ChainPrograms(seed, Size);
        programs.Start();
        for (var step = 1; step <= Steps; step++) programs.Evolve(step);
        output.WriteLine(string.Join('\n', programs.Seen.Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.Empty(ChainLook.At(programs.Tasks, programs.File).All);

        using var last = LastBuild.Of(programs);
        var file = LockFileParser.Parse(programs.File);
        var problems = programs.Tasks.SelectMany(task => new ChainReplay(task, last, file).Problems(new Random(seed))).ToList();
        Assert.True(problems.Count == 0, $"{problems.Count} problems\n{string.Join("\n\n", problems.Take(8))}");
    }
}
