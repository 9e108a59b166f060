using System.Text.RegularExpressions;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests.Pages;

/// <summary>What docs/postgres.md shows works as it stands there.</summary>
public sealed partial class PostgresPageTests
{
    private static readonly string Page = Repository.Read("docs", "postgres.md");

    [Fact]
    public void Its_code_compiles_without_warnings()
        => Assert.All(Blocks("csharp"), code => Assert.Empty(ReaderProgram.Compile(ReadmeTests.FirstBlock, code)));

    /// <summary>As a user who owns the schema; the role that gets the rights is made for the test.</summary>
    [Fact]
    public async Task Its_SQL_runs()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        await Note.EnqueueAsync(shop.Client, "creates the tables");
        var role = $"{database.Schema}_app";
        await database.ExecuteAsync($"create role {role}");

        var statements = Blocks("sql").SelectMany(block => block.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        Assert.True(statements.Count > 10, $"{statements.Count} statements were found.");
        foreach (var statement in statements)
            await database.ExecuteAsync(statement.Replace("typed_tasks", database.Schema, StringComparison.Ordinal).Replace("shop_app", role, StringComparison.Ordinal));

        await database.ExecuteAsync($"drop owned by {role}; drop role {role}");
    }

    [Fact]
    public void It_names_every_table_and_view()
    {
        var schema = Repository.Read("src", "TypedTasks.Postgres", "Sql", "migrations", "0001_create_tables.sql");

        Assert.All(
            Relation().Matches(schema).Select(relation => relation.Groups["name"].Value),
            name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Blocks(string language)
        => Block().Matches(Page).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value);

    [GeneratedRegex(@"^ *```(?<language>\w+)\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^create (table|view) typed_tasks\.(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Relation();
}
