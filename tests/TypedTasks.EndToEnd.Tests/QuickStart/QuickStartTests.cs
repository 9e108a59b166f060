using System.Diagnostics;
using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.QuickStart;

public sealed class QuickStartTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task It_sends_every_receipt_and_a_second_run_does_nothing_again(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        var work = new QuickStartWork(database);

        var first = await QuickStartProcess.RunAsync(database.QuickStartArguments, _limit);
        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Matches(@"enqueued\s+640\s+succeeded\s+632\s+failed\s+8  as they should: ", first.Output);
        Assert.DoesNotContain("error:", first.Output, StringComparison.Ordinal);
        Assert.All(QuickStartWork.FaultyOrders, order => Assert.Contains($"{order.Number}  ", first.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", first.Output, StringComparison.Ordinal);
        await work.AssertCompleteAsync(_limit);

        var second = await QuickStartProcess.RunAsync(database.QuickStartArguments, _limit);
        Assert.Equal((0, ""), (second.ExitCode, second.Errors));
        Assert.Matches(@"enqueued\s+0\s+and 640 found", second.Output);
        Assert.Contains("Nothing was left to do", second.Output, StringComparison.Ordinal);
        await work.AssertCompleteAsync(_limit);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Stopped_by_SIGTERM_it_says_so_and_goes_on_later(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        var work = new QuickStartWork(database);

        using var stopped = QuickStartProcess.Start([.. database.QuickStartArguments, "--slow", "50"]);
        await WaitForReceiptsAsync(stopped, work, 20);
        await stopped.TerminateAsync(_limit);
        var result = await stopped.EndAsync(_limit);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("it goes on where it stopped", result.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await QuickStartProcess.RunAsync(database.QuickStartArguments, _limit)).ExitCode);
        await work.AssertCompleteAsync(_limit);
    }

    [Theory]
    [InlineData("is not an option", "--postgre")]
    [InlineData("is not an option", "orders.csv")]
    [InlineData("needs a connection string", "--postgres")]
    [InlineData("needs a connection string", "--postgres", "")]
    [InlineData("not a connection string", "--postgres", "postgres://me:hunter2@host/shop")]
    [InlineData("names no Host", "--postgres", "Database=shop")]
    [InlineData("needs a file", "--orders", "--slow", "3")]
    [InlineData("not 'fast'", "--slow", "fast")]
    [InlineData("from 0 to 60000", "--slow", "-1")]
    [InlineData("does not touch PostgreSQL", "--reset", "--postgres", "Host=localhost")]
    public async Task Arguments_that_make_no_sense_are_answered_with_help(string answer, params string[] arguments)
    {
        var result = await QuickStartProcess.RunAsync(arguments, _limit);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(answer, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var result = await QuickStartProcess.RunAsync(["--help"], _limit);

        Assert.Equal(0, result.ExitCode);
        Assert.All(["--orders", "--folder", "--postgres", "--slow", "--reset"], option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreachable_PostgreSQL_is_reported_within_seconds()
    {
        var folder = Directory.CreateTempSubdirectory("typedtasks-e2e-");
        var watch = Stopwatch.StartNew();

        var result = await QuickStartProcess.RunAsync(["--folder", folder.FullName, "--postgres", "Host=127.0.0.1;Port=1;Database=shop;Username=me;Password=hunter2"], _limit);

        folder.Delete(recursive: true);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("could not be reached", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Errors + result.Output, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_named_with_the_reason()
    {
        var file = Path.GetTempFileName();

        var result = await QuickStartProcess.RunAsync(["--folder", file], _limit);

        File.Delete(file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"can't write to the folder '{file}': it is a file. Name a folder", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line 3: 'one' can't be the quantity", "2026-1,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,1,1.00,0,19,1.19,\n2026-2,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,one,1.00,0,19,1.19,\n")]
    [InlineData("line 2: there are fewer fields than columns", "2026-1,2026-01-05T10:00:00Z\n")]
    [InlineData("order 2026-1 do not stand together", "2026-1,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,1,1.00,0,19,1.19,\n2026-2,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,1,1.00,0,19,1.19,\n2026-1,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,1,1.00,0,19,1.19,\n")]
    public async Task A_file_that_cannot_be_read_is_named_with_its_line(string answer, string rows)
    {
        var result = await RunOnAsync(rows);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(answer, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_number_that_is_a_path_writes_no_file()
    {
        var result = await RunOnAsync("../escaped,2026-01-05T10:00:00Z,A,a@b.c,DE,de-DE,EUR,X,thing,1,1.00,0,19,1.19,\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("'../escaped' can't be an order number", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"succeeded\s+0\s+failed\s+1\s", result.Output);
    }

    /// <summary>Runs it on a file of its own, in a folder whose name holds what could break a connection string.</summary>
    private async Task<QuickStartResult> RunOnAsync(string rows)
    {
        var folder = Directory.CreateTempSubdirectory("typedtasks-e2e-");
        var file = Path.Combine(folder.FullName, "orders.csv");
        await File.WriteAllTextAsync(
            file, "order,placed_at,customer,email,country,language,currency,sku,description,quantity,unit_price,discount_percent,vat_percent,order_total,note\n" + rows, _limit);
        var result = await QuickStartProcess.RunAsync(["--folder", Path.Combine(folder.FullName, "a;b='c d"), "--orders", file], _limit);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "a;b='c d", "escaped.html")));
        folder.Delete(recursive: true);
        return result;
    }

    private async Task WaitForReceiptsAsync(QuickStartProcess process, QuickStartWork work, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (work.CountReceipts() < count && !process.HasExited) await timer.WaitForNextTickAsync(_limit);
    }
}
