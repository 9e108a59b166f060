using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>One after the other on the same server.</summary>
internal sealed class AllScenarios(IReadOnlyList<IScenario> scenarios) : IScenario
{
    public string Name => "all";

    public string Description => "all of the above";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        foreach (var scenario in scenarios)
        {
            report.Note($"{scenario.Name}: {scenario.Description}");
            await scenario.RunAsync(rounds, report);
        }
    }
}
