using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Tests.Connections;

public sealed class PlanTests : PostgresTest
{
    private static readonly string[] Utility = ["session/pin_isolation", "session/clear_session", "session/commit", "signals/listen", "signals/stop_listening"];

    private Statements Statements => new(Fixture.Schema);

    public static TheoryData<string> Files
        => [.. new Statements("typed_tasks").Files.Names.Where(name => !name.StartsWith("migrations/0", StringComparison.Ordinal) && !name.Contains("create_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_can_be_planned(string name)
    {
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);
        if (Utility.Contains(name))
        {
            await using var command = new NpgsqlCommand(Statements[name].Text, connection);
            await command.PrepareAsync(Token);
            return;
        }

        Assert.NotEmpty(await ExplainAsync(connection, name));
    }

    [Theory]
    [InlineData("jobs/claim_jobs", "Index Scan using job_ready on job")]
    [InlineData("jobs/claim_jobs_around", "Index Scan using job_ready on job")]
    [InlineData("jobs/claim_jobs_around", "Index Scan using job_ready_again on job")]
    [InlineData("jobs/unpark_jobs", "Index Scan using job_parked on job")]
    [InlineData("jobs/succeed_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/fail_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/retry_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/release_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/park_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/end_canceled_jobs", "Index Scan using job_pkey on job")]
    [InlineData("jobs/end_cancel_requests", "Index Scan using job_cancel_requested on job")]
    [InlineData("maintenance/promote_jobs", "Index Scan using job_scheduled on job")]
    [InlineData("maintenance/read_next_run", "job_scheduled on job")]
    [InlineData("maintenance/rescue_jobs", "job_running on job")]
    [InlineData("workers/release_worker_jobs", "Index Scan using job_running on job")]
    [InlineData("workers/take_back_crashes", "job_pkey on job")]
    [InlineData("workers/take_back_crashes", "attempt_error_lost on attempt_error")]
    public async Task A_plan_made_for_an_empty_table_serves_a_full_one(string name, string access)
    {
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await RunAsync(connection, Statements["session/pin_plans"].Text);
        var empty = await ExplainAsync(connection, name);

        await RunAsync(connection, $"""
            insert into {Fixture.Schema}.job (queue, contract, state, max_attempts, created_at, payload)
            select 1, 1, 2, 10, now(), json_build_object() from generate_series(1, 100000)
            """);
        var full = await ExplainAsync(connection, name, alreadyPrepared: true);

        Assert.All([empty, full], plan =>
        {
            Assert.Contains(plan, line => line.Contains(access, StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on job", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.Contains("Bitmap", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_claim_reads_the_index_in_order_and_writes_by_row_address()
    {
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await RunAsync(connection, Statements["session/pin_plans"].Text);

        var plan = string.Join('\n', await ExplainAsync(connection, "jobs/claim_jobs"));

        Assert.Contains("Tid Scan on job", plan, StringComparison.Ordinal);
        Assert.Contains("Index Cond: ((queue = wanted.queue) AND (ROW(rank, expected_by, id) > ROW(", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_around_dead_entries_reads_each_gap_from_one_end_to_the_other()
    {
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await RunAsync(connection, Statements["session/pin_plans"].Text);

        var plan = string.Join('\n', await ExplainAsync(connection, "jobs/claim_jobs_around"));

        Assert.Contains(
            "Index Cond: ((queue = gap.queue) AND (ROW(rank, expected_by, id) > ROW(gap.after_rank, gap.after_expected_by, gap.after_id)) "
            + "AND (ROW(rank, expected_by, id) <= ROW(gap.until_rank, gap.until_expected_by, gap.until_id)))",
            plan,
            StringComparison.Ordinal);
        Assert.Contains("Index Cond: (ready_again_at > ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_costs_nothing()
    {
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);

        var plan = await LinesAsync(connection, $"explain verbose select {Fixture.Schema}.clock()");

        Assert.Contains("Output: now()", plan[1], StringComparison.Ordinal);
    }

    private async Task<List<string>> ExplainAsync(NpgsqlConnection connection, string name, bool alreadyPrepared = false)
    {
        var statement = Statements[name];
        if (!alreadyPrepared) await RunAsync(connection, $"prepare statement_under_test as {statement.Text}");
        var arguments = statement.Parameters.Length == 0 ? "" : $"({string.Join(", ", statement.Parameters.Select(_ => "null"))})";
        return await LinesAsync(connection, $"explain (costs off) execute statement_under_test{arguments}");
    }

    private static async Task<List<string>> LinesAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var lines = new List<string>();
        while (await reader.ReadAsync(Token)) lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
