using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Tests.Connections;

public sealed class StatementTests
{
    [Theory]
    [InlineData("select :id", "select $1", "id")]
    [InlineData("select :id, :name, :id", "select $1, $2, $1", "id,name")]
    [InlineData("select :ids::bigint[]", "select $1::bigint[]", "ids")]
    [InlineData("select '::x :y', \"a:b\", :c", "select '::x :y', \"a:b\", $1", "c")]
    [InlineData("-- What :this does\nselect 1 -- and :that\n", "select 1", "")]
    [InlineData("select $$ :body $$, a[1:2], :limit_2", "select $$ :body $$, a[1:2], $1", "limit_2")]
    [InlineData("select 'it''s :not' || :text", "select 'it''s :not' || $1", "text")]
    public void Names_become_positions(string sql, string text, string parameters)
    {
        var statement = Statement.Parse("test", sql);

        Assert.Equal(text, statement.Text);
        Assert.Equal(parameters, string.Join(',', statement.Parameters));
    }

    [Fact]
    public void The_schema_is_substituted_everywhere()
    {
        var statements = new Statements("shop");

        Assert.All(statements.All, statement => Assert.DoesNotContain("typed_tasks.", statement.Text, StringComparison.Ordinal));
        Assert.Contains("\"shop\".job", statements["jobs/claim_jobs"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_says_what_it_does_and_why_it_has_this_shape()
    {
        var files = new Statements("typed_tasks").Files;

        Assert.All(files.Names, name =>
        {
            var lines = files[name].Split('\n');
            Assert.StartsWith("-- ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("-- ", lines[1], StringComparison.Ordinal);
            Assert.False(lines[2].StartsWith("--", StringComparison.Ordinal), name);
        });
    }
}
