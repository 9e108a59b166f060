using System.Text.RegularExpressions;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests.Pages;

/// <summary>What docs/parity.md shows works as it stands there.</summary>
public sealed partial class ParityPageTests
{
    private static readonly IReadOnlyList<string> Examples =
        [.. from line in Repository.Read("docs", "parity.md").Split('\n')
            where Row().IsMatch(line)
            from code in Code().Matches(line.Split(" | ")[2])
            select code.Groups["code"].Value];

    [Fact]
    public void Its_code_compiles_without_warnings()
    {
        var tasks = Examples.Where(example => example.StartsWith("[QueueTask", StringComparison.Ordinal)).Distinct().ToList();
        var statements = Examples.Where(example => !example.StartsWith('[') && !example.StartsWith("select ", StringComparison.Ordinal) && example.EndsWith(';')).ToList();
        var handlers = Examples.Where(example => example.StartsWith("catch ", StringComparison.Ordinal)).ToList();

        Assert.True(tasks.Count >= 10 && statements.Count >= 25, $"{tasks.Count} tasks and {statements.Count} statements were found.");
        Assert.Empty(ReaderProgram.Compile(
            [
                ReadmeTests.FirstBlock,
                "using TypedTasks.Storage;\n", // as the page says
                .. statements.Select(statement => $"{{ {statement} }}\n"),
                .. handlers.Select(handler => $"try {{ await SendReceipt.EnqueueAsync(orderId, \"en\"); }} {handler}\n"),
                $"public static class Declarations {{ {string.Join('\n', tasks.Select(Declaration))} }}\n",
            ]));
    }

    [Fact]
    public async Task Its_SQL_runs()
    {
        var queries = Examples.Where(example => example.StartsWith("select ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(queries);
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await Note.EnqueueAsync(shop.Client, "hello");

        foreach (var query in queries)
            Assert.Single(await database.QueryAsync(query.Replace("typed_tasks.", database.Schema + ".", StringComparison.Ordinal)));
    }

    // An attribute alone is shown for any method.
    private static string Declaration(string example, int number)
        => example.EndsWith(']') ? $"{example} public static Task Task{number}Async() => Task.CompletedTask;" : example;

    [GeneratedRegex(@"^\| [A-Z]+\+?-\d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();
}
