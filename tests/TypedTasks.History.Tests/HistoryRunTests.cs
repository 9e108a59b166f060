using TypedTasks.History.Running;

namespace TypedTasks.History.Tests;

/// <summary>Runs with a fixed seed. For a longer look: <c>dotnet run -c Release --project tests/TypedTasks.History -- run 3600 postgres</c>.</summary>
public sealed class HistoryRunTests
{
    private const int Seed = 20_261;

    [Theory]
    [InlineData("postgres", 75)]
    [InlineData("sqlite", 25)]
    public async Task Nothing_is_lost_and_nothing_finished_runs_again_whatever_dies(string database, int seconds)
    {
        var options = new RunOptions
        {
            Seed = Seed,
            Duration = TimeSpan.FromSeconds(seconds),
            Database = database,
            Folder = Directory.CreateTempSubdirectory($"typedtasks-history-{database}-").FullName,
        };

        var result = await HistoryRun.RunAsync(options, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(result.Report());
        Assert.True(result.Violations.Count == 0, result.Report());

        // How much a run gets done depends on the machine; one that did next to nothing proves nothing.
        Assert.True(result.History.Jobs.Count > 20, $"Only {result.History.Jobs.Count} jobs were stored. {result.Report()}");

        // The nemesis begins with a worker that it kills while it holds a job: somebody rescues that.
        Assert.Contains(result.History.Events, static seen => seen is { Kind: Events.EventKind.Fault, Text: "KilledWithAJob" });
        Assert.Contains(result.History.Events, static seen => seen.Kind == Events.EventKind.Rescued);
    }
}
