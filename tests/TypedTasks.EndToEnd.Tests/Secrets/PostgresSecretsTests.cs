using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed class PostgresSecretsTests() : SecretsTests(DatabaseKind.Postgres)
{
    [Fact]
    public async Task The_documented_query_tells_which_keys_are_in_use()
    {
        await using var database = (PostgresTestDatabase)await PostgresTestDatabase.CreateAsync();
        await using var host = Host(database, new EveryLine(), "k1");
        await using var other = Host(database, new EveryLine(), "k2");
        await ChargeCards.EnqueueAsync(host.Client, "Ann", "s3cret", [], cancellationToken: TestContext.Current.CancellationToken);
        await ChargeCards.EnqueueAsync(other.Client, "Ann", "s3cret", [new("Ann", "s3cret")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["k1", "k2"], (await database.QueryAsync(DocumentedQuery())).Order());
    }

    private static string DocumentedQuery()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TypedTasks.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No TypedTasks.sln above the tests.");
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "secrets.md"));
        return page.Split("```sql\n")[1].Split("```")[0];
    }
}
