using System.Text.RegularExpressions;
using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.Benchmarks.Tests;

/// <summary>What the program does and tells, with few jobs; how fast is for the figures to say.</summary>
public sealed partial class BenchmarkProgramTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "performance.md"));

    private readonly CancellationToken _limit = Limit();

    [Fact]
    public async Task It_enqueues_while_a_worker_drains_and_tells_how_many_jobs_in_what_time()
    {
        var server = (await SharedPostgres.GetAsync()).ConnectionString;

        var result = await BenchmarkProgram.RunAsync(["flow", "--jobs", "3000", "--connection", server], _limit);

        Assert.True(result.ExitCode == 0, result.Notes); // it counts that every job has succeeded
        Assert.Matches(@"TypedTasks: 3,000 jobs in [0-9.,]+ s", result.Notes);
        Assert.Contains("TypedTasks", result.All("figure"));
        Assert.Contains("jobs/s", result.All("unit"));
    }

    [Fact]
    public async Task It_measures_beside_finished_and_scheduled_jobs()
    {
        var server = (await SharedPostgres.GetAsync()).ConnectionString;

        var result = await BenchmarkProgram.RunAsync(["history", "--jobs", "2000", "--rounds", "1", "--connection", server], _limit);

        Assert.True(result.ExitCode == 0, result.Notes); // it counts that every job has succeeded
        Assert.Contains("TypedTasks, 2,000 finished, 200 scheduled", result.All("figure"));
    }

    [Fact]
    public async Task It_measures_promotion_beside_jobs_that_were_ready_from_the_start()
    {
        var server = (await SharedPostgres.GetAsync()).ConnectionString;

        var result = await BenchmarkProgram.RunAsync(["promotion", "--jobs", "2000", "--rounds", "1", "--connection", server], _limit);

        Assert.True(result.ExitCode == 0, result.Notes);
        Assert.Equal(
            ["TypedTasks, ready from the start", "TypedTasks, due one second after their enqueue"],
            result.Figures.Where(static figure => figure.GetProperty("unit").GetString() == "jobs/s").Select(static figure => figure.GetProperty("figure").GetString()));
    }

    [Fact]
    public async Task It_works_in_databases_of_its_own_and_leaves_none()
    {
        var server = (await SharedPostgres.GetAsync()).ConnectionString;
        await using var source = NpgsqlDataSource.Create(server);
        var before = await DatabasesAsync(source);

        var result = await BenchmarkProgram.RunAsync(["flow", "--jobs", "1000", "--connection", server], _limit);

        Assert.True(result.ExitCode == 0, result.Notes);
        Assert.Empty(await BenchmarkSchemasAsync(source));
        Assert.True((await DatabasesAsync(source)).IsSubsetOf(before), "A database was left behind.");
    }

    [Fact]
    public async Task Without_a_scenario_it_lists_those_that_the_page_describes()
    {
        var result = await BenchmarkProgram.RunAsync([], _limit);

        Assert.Equal(2, result.ExitCode);
        var listed = Listed().Matches(result.Notes).Select(static match => match.Groups[1].Value).Where(static name => name != "all");
        Assert.Equal(Described(), listed.Order());
    }

    [Fact]
    public void The_page_says_when_and_where_its_figures_were_taken_what_they_are_worth_and_what_is_missed()
    {
        Assert.Matches(@"Taken on \d+ \w+ \d{4}: \d+ cores, PostgreSQL \d+\.\d+, \.NET \d+", Page);
        Assert.All(["## How it is measured", "## Figures", "## What is missed, and why"], heading => Assert.Contains(heading, Page, StringComparison.Ordinal));
        Assert.All(["graphile-worker", "pg-boss", "Quartz"], peer => Assert.Contains(peer, Page, StringComparison.Ordinal));
    }

    private static IOrderedEnumerable<string> Described()
    {
        var start = Page.IndexOf("## Scenarios", StringComparison.Ordinal);
        var table = Page[start..Page.IndexOf("## Figures", start, StringComparison.Ordinal)];
        return table.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(static line => Name().Matches(line.Split('|')[1]).Select(static match => match.Groups[1].Value)).Order();
    }

    private static CancellationToken Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        return limit.Token;
    }

    private static async Task<HashSet<string>> DatabasesAsync(NpgsqlDataSource source)
        => await ReadAsync(source, "select datname from pg_database where datname like 'benchmark_%'");

    private static async Task<HashSet<string>> BenchmarkSchemasAsync(NpgsqlDataSource source)
        => await ReadAsync(source, "select nspname from pg_namespace where nspname = 'typed_tasks'");

    private static async Task<HashSet<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var texts = new HashSet<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) texts.Add(reader.GetString(0));
        return texts;
    }

    [GeneratedRegex(@"^  (\S+) +\S", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
