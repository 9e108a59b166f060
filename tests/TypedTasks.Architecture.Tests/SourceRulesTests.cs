using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Architecture.Tests;

public sealed class SourceRulesTests
{
    private const int LongestFile = 350;

    [Fact]
    public void SQL_lives_in_sql_files() =>
        Findings.AssertNone(SourceFile.In("src").SelectMany(SqlText.FindIn));

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("\n  update job set state = 1", true)]
    [InlineData("LISTEN typed_tasks", true)]
    [InlineData("... where id in (select id from job)", true)]
    [InlineData("set local lock_timeout = 100", true)]
    [InlineData("Select another queue, or update the worker.", false)]
    [InlineData("The schema is too old; update it with 'typedtasks migrate'.", false)]
    [InlineData("jobs/enqueue_jobs", false)]
    [InlineData("update", false)]
    public void SQL_is_told_from_prose(string text, bool isSql) => Assert.Equal(isSql, SqlText.IsSql(text));

    [Fact]
    public void Time_and_chance_are_injected() =>
        Findings.AssertNone(SourceFile.In("src").SelectMany(ClockAndChance.FindIn));

    [Theory]
    [InlineData("DateTime.UtcNow", 1)]
    [InlineData("System.DateTimeOffset.Now.Date", 1)]
    [InlineData("Random.Shared.Next()", 1)]
    [InlineData("Task.Delay(delay, cancellationToken)", 1)]
    [InlineData("Task.Delay(delay, timeProvider, cancellationToken)", 0)]
    [InlineData("timeProvider.GetUtcNow()", 0)]
    [InlineData("\"DateTime.UtcNow\"", 0)]
    public void Time_and_chance_are_recognised(string expression, int findings) =>
        Assert.Equal(findings, ClockAndChance.FindIn(SourceFile.Parse("Sample.cs", $"var x = {expression};")).Count());

    [Fact]
    public void No_file_is_longer_than_350_lines() =>
        Findings.AssertNone(
            from file in SourceFile.Product
            let lines = file.Syntax.GetText().Lines.Count - 1 // the last one is the empty one after the final newline
            where lines > LongestFile
            select $"{file.Path} has {lines} lines; it has more than one job");

    [Fact]
    public void A_disabled_warning_states_its_reason_on_the_line() =>
        Findings.AssertNone(
            from file in SourceFile.Product
            from directive in file.Syntax.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            let text = directive.ToFullString()
            where text.Contains("disable", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal)
            select $"{file.Path}: {text.Trim()}");

    [Fact]
    public void The_namespace_is_the_folder() =>
        Findings.AssertNone(SourceFile.Product.SelectMany(NamespaceRule.Check));
}
