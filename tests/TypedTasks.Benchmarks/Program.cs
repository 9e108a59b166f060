using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Scenarios;
using TypedTasks.TestServer;

// dotnet run -c Release --project tests/TypedTasks.Benchmarks -- <scenario> [options]; docs/performance.md has them all.
// Figures go to standard output, one JSON object per line; notes go to standard error.
if (args is [WorkerProcess.Verb, .. var words]) return await WorkerProcess.RunAsync(words);

const int DefaultRounds = 5;

IScenario[] single =
[
    new EnqueueScenario(), new EnqueueManyScenario(), new DrainScenario(), new FlowScenario(held: false), new FlowScenario(held: true), new HistoryScenario(), new UnknownScenario(), new PromotionScenario(),
    new FleetScenario(), new LatencyScenario(), new LoadScenario(), new SlotsScenario(), new MemoryScenario(), new AllocationScenario(), new StartScenario(),
    new SqliteScenario(), new PayloadScenario(), new CompileScenario(),
];
IScenario[] scenarios = [.. single, new AllScenarios(single)];
var report = new Report();

if (CommandLine.Parse(args, out var problem) is not { } commandLine) return Refuse(problem);
if (scenarios.FirstOrDefault(scenario => scenario.Name == commandLine.Scenario) is not { } chosen)
    return Refuse($"There is no scenario '{commandLine.Scenario}'.");

try
{
    await using var server = chosen.NeedsServer ? await Server.StartAsync(commandLine.ConnectionString) : null;
    if (server is not null) report.Note(await server.DescribeAsync());
    report.Note($"{chosen.Name}: {chosen.Description}");
    await chosen.RunAsync(new Rounds(server, report, commandLine.Rounds ?? DefaultRounds, commandLine.Sizes), report);
    return 0;
}
catch (PostgresNotInstalledException notInstalled)
{
    report.Note(notInstalled.Message);
    return 1;
}

int Refuse(string why)
{
    report.Note($"{why} Usage: TypedTasks.Benchmarks <scenario> {CommandLine.Options}. Scenarios:");
    foreach (var scenario in scenarios) report.Note($"  {scenario.Name,-14} {scenario.Description}");
    return 2;
}
