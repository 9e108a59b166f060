using System.Text.RegularExpressions;
using TypedTasks.TestServer;

namespace TypedTasks.Parity.Tests.Pages;

/// <summary>What README.md says is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    private static readonly IReadOnlyList<string> Blocks = [.. CodeBlock().Matches(Readme).Select(block => block.Groups["code"].Value)];

    /// <summary>Declares the task that other pages refer to.</summary>
    public static string FirstBlock => Blocks[0];

    [Fact]
    public void Its_code_compiles_without_warnings()
    {
        Assert.True(Blocks.Count >= 3, $"{Blocks.Count} blocks of C# were found.");
        Assert.Empty(ReaderProgram.Compile(Blocks));
    }

    [Fact]
    public void Code_that_does_not_compile_would_be_noticed()
        => Assert.StartsWith("CS0103: The name 'SendReceipt' does not exist", Assert.Single(ReaderProgram.Compile("await SendReceipt.EnqueueAsync(orderId);")), StringComparison.Ordinal);

    [Fact]
    public void The_oldest_NET_it_runs_on_is_the_one_it_is_built_for()
        => Assert.Contains($"<TargetFrameworks>net{Needed(@"\.NET (\d+) or later to run")}.0;", Repository.Read("src", "Directory.Build.props"), StringComparison.Ordinal);

    /// <summary>The compiler of an SDK that is older than the generator's Roslyn leaves its users without generated code.</summary>
    [Fact]
    public void The_oldest_SDK_has_the_compiler_that_the_generator_needs()
    {
        var roslynOfSdk = new Dictionary<string, string> { ["9.0.200"] = "4.13.0", ["9.0.300"] = "4.14.0", ["10.0.100"] = "5.0.0" };

        var roslyn = roslynOfSdk[Needed(@"SDK (\d+\.\d+\.\d+) or later")];

        Assert.Contains($"<PackageVersion Include=\"Microsoft.CodeAnalysis.CSharp\" Version=\"{roslyn}\" />", Repository.Read("Directory.Packages.props"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tests_run_on_a_PostgreSQL_it_names()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create((await SharedPostgres.GetAsync()).ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.True(connection.PostgreSqlVersion.Major >= int.Parse(Needed(@"PostgreSQL (\d+) or later"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_SQLite_that_comes_along_is_no_older_than_it_says()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        Assert.True(Version.Parse(connection.ServerVersion) >= Version.Parse(Needed(@"SQLite (\d+\.\d+) or later")), connection.ServerVersion);
    }

    [Fact]
    public void The_sample_has_as_many_orders_as_it_says()
        => Assert.Equal(
            int.Parse(Needed(@"QuickStart has (\d+) orders"), System.Globalization.CultureInfo.InvariantCulture),
            OrderNumber().Matches(Repository.Read("samples", "QuickStart", "Data", "orders.csv")).Select(order => order.Value).Distinct().Count());

    private static string Needed(string pattern)
    {
        var match = Regex.Match(Readme, pattern);
        return match.Success ? match.Groups[1].Value : throw new InvalidOperationException($"README.md does not say {pattern}.");
    }

    [GeneratedRegex(@"^\d{4}-\d{5},", RegexOptions.Multiline)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
