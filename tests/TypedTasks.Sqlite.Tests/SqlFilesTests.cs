using System.Text;
using TypedTasks.Sqlite.Connections;

namespace TypedTasks.Sqlite.Tests;

public sealed class SqlFilesTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await (await _fixture.OpenAsync()).Migrator.MigrateAsync(Token);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Every_statement_has_the_plan_it_was_written_for()
    {
        var plans = new StringBuilder();
        foreach (var name in Files.Sql.Names.Where(static name => IsStatement(name)))
        {
            plans.Append(name).Append('\n');
            foreach (var step in await ExplainAsync(Files.Sql[name])) plans.Append("    ").Append(step).Append('\n');
        }

        Snapshot.Verify("Plans", plans.ToString());
    }

    [Fact]
    public async Task The_schema_is_the_one_on_record()
    {
        var schema = new StringBuilder();
        await using var command = (await _fixture.ConnectAsync()).CreateCommand();
        command.CommandText = "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type, name";
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) schema.Append(reader.GetString(0)).Append(";\n\n");

        Snapshot.Verify("Schema", schema.ToString());
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps()
    {
        var versions = TypedTasks.Sqlite.Schema.Migration.FindAll(Files.Sql).Select(static migration => migration.Version);

        Assert.Equal(Enumerable.Range(1, versions.Count()), versions);
    }

    [Fact]
    public void Every_file_says_what_it_does_and_why()
    {
        foreach (var name in Files.Sql.Names)
        {
            var lines = Files.Sql[name].Split('\n');
            Assert.True(lines[0].StartsWith("-- ", StringComparison.Ordinal) && lines[1].StartsWith("-- ", StringComparison.Ordinal), $"{name} does not begin with two lines of comment.");
        }
    }

    [Fact]
    public void A_prefix_takes_the_place_of_the_token_everywhere()
    {
        var file = new DatabaseFile("shop.db", new SqliteStorageOptions { TablePrefix = "office_" }, TimeProvider.System);

        foreach (var name in file.Sql.Names) Assert.DoesNotContain("typed_tasks", file.Sql[name], StringComparison.Ordinal);
    }

    private static DatabaseFile Files { get; } = new("shop.db", new SqliteStorageOptions(), TimeProvider.System);

    /// <summary>Whether SQLite makes a plan for the file: not for transactions, settings and definitions.</summary>
    private static bool IsStatement(string name)
        => !name.StartsWith("session/", StringComparison.Ordinal) && !name.StartsWith("signals/", StringComparison.Ordinal)
            && !name.StartsWith("migrations/0", StringComparison.Ordinal) && name != "migrations/create_schema_version"
            || name == "session/read_clock";

    private async Task<List<string>> ExplainAsync(string sql)
    {
        await using var command = (await _fixture.ConnectAsync()).CreateCommand();
        command.CommandText = "explain query plan\n" + sql;
        foreach (var parameter in Parameters(sql)) command.Parameters.AddWithValue(parameter, DBNull.Value);

        var depth = new Dictionary<long, int> { [0] = 0 };
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            var level = depth[reader.GetInt64(1)];
            depth[reader.GetInt64(0)] = level + 1;
            steps.Add(new string(' ', 2 * level) + reader.GetString(3));
        }

        return steps;
    }

    private static IEnumerable<string> Parameters(string sql)
        => sql.Split('\n')
            .Where(static line => !line.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(static line => System.Text.RegularExpressions.Regex.Matches(line, ":[a-z_]+"))
            .Select(static match => match.Value)
            .Distinct();
}
