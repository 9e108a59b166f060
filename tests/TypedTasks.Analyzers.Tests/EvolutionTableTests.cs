using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>The table of docs/evolution.md is what the rules do: every row is compiled.</summary>
public sealed partial class EvolutionTableTests
{
    private static readonly Dictionary<string, EvolutionRow> Rows = EvolutionRow.ReadAll().ToDictionary(row => row.Change);

    public static TheoryData<string> Changes => [.. Rows.Keys];

    [Fact]
    public void The_table_is_there() => Assert.True(Rows.Count > 25, $"{Rows.Count} rows");

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_change_gives_its_number(string change)
    {
        var row = Rows[change];
        var compiled = Compiled.From(row.After, locking: new Locking(Locking.Settle(row.Before)));
        Assert.Empty(compiled.Compiler);
        Assert.Equal(row.Number.Length == 0 ? [] : new[] { row.Number }, compiled.Ours.Select(diagnostic => diagnostic.Id).Distinct());
        Assert.All(compiled.Ours, diagnostic => Assert.Equal(row.Verdict == "safe" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, diagnostic.Severity));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_safe_change_is_settled_and_no_other(string change)
    {
        var row = Rows[change];
        var before = Locking.Settle(row.Before);
        var after = Locking.Settle(row.After, before);
        if (row.Verdict == "safe") Assert.Empty(Compiled.From(row.After, locking: new Locking(after)).Ours);
        else Assert.Equal(before, after);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_raised_version_is_enough_where_the_table_says_so_and_not_where_it_breaks(string change)
    {
        var row = Rows[change];
        if (row.Verdict is not ("raise the version" or "breaking")) return;
        var raised = row.After.Replace("[QueueTask]", "[QueueTask(Version = 2)]", StringComparison.Ordinal);
        var compiled = Compiled.From(raised, locking: new Locking(Locking.Settle(row.Before)));
        Assert.Equal([row.Verdict == "breaking" ? "TT5022" : "TT5009"], compiled.Ours.Select(diagnostic => diagnostic.Id));
    }

    private sealed partial record EvolutionRow(string Change, string Before, string After, string Verdict, string Number)
    {
        public static IEnumerable<EvolutionRow> ReadAll()
            => Row().Matches(File.ReadAllText(Repository.PathOf("docs", "evolution.md")))
                .Select(match => new EvolutionRow(match.Groups[1].Value, Program(match.Groups[2].Value), Program(match.Groups[3].Value), match.Groups[4].Value, match.Groups[5].Value));

        private static string Program(string cell)
        {
            var parts = cell.Split("; ", 2);
            return $$"""
                using System.Text.Json.Serialization;

                namespace Shop;

                public static class OrderTasks
                {
                    [QueueTask]
                    public static Task ShipAsync({{parts[0]}}) => Task.CompletedTask;
                }

                {{(parts.Length == 1 ? "" : Public().Replace(parts[1], "public $1") + (parts[1].EndsWith('}') ? "" : ";"))}}
                """;
        }

        [GeneratedRegex(@"^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \| ([^|]+) \| ?(TT\d+)? ?\|", RegexOptions.Multiline)]
        private static partial Regex Row();

        [GeneratedRegex(@"\b(record|enum)\b")]
        private static partial Regex Public();
    }
}
