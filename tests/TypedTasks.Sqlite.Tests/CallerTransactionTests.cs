using System.Data.Common;
using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class CallerTransactionTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();
    private readonly SqliteFixture _elsewhere = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _elsewhere.DisposeAsync();
    }

    [Fact]
    public async Task A_transaction_of_another_file_is_refused_by_name()
    {
        var storage = await OpenAsync();
        await using var transaction = await _elsewhere.BeginTransactionAsync();

        var exception = Assert.Throws<ArgumentException>(() => storage.Jobs.CheckTransaction(transaction));

        Assert.Contains(_elsewhere.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(_fixture.Path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_another_file_is_refused_by_a_storage_that_has_opened_nothing_yet()
    {
        await OpenAsync();
        var fresh = await _fixture.OpenAsync();
        await using var transaction = await _elsewhere.BeginTransactionAsync();

        Assert.Throws<ArgumentException>(() => fresh.Jobs.CheckTransaction(transaction));
    }

    [Fact]
    public async Task A_transaction_in_memory_is_refused()
    {
        var storage = await OpenAsync();
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);

        Assert.Throws<ArgumentException>(() => storage.Jobs.CheckTransaction(transaction));
    }

    [Fact]
    public async Task The_same_file_by_another_path_is_accepted()
    {
        var storage = await OpenAsync();
        var link = Path.Combine(_elsewhere.Folder, "link");
        Directory.CreateSymbolicLink(link, _fixture.Folder);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(link, "tasks.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);

        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], transaction, Token);
        await transaction.CommitAsync(Token);

        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_transaction_that_SQLite_has_rolled_back_is_refused()
    {
        var storage = await OpenAsync();
        await _fixture.ExecuteAsync("create table mine (x unique on conflict rollback); insert into mine values (1)");
        var connection = await _fixture.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await Assert.ThrowsAsync<SqliteException>(async () => await ExecuteAsync(transaction, "insert into mine values (1)"));

        Assert.Throws<ArgumentException>(() => storage.Jobs.CheckTransaction(transaction));
    }

    [Fact]
    public async Task Own_data_and_jobs_commit_together()
    {
        var storage = await OpenAsync();
        await _fixture.ExecuteAsync("create table mine (x)");
        await using var transaction = await _fixture.BeginTransactionAsync();
        await ExecuteAsync(transaction, "insert into mine values (1)");
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], transaction, Token);
        await ExecuteAsync(transaction, "insert into mine values (2)");

        await transaction.CommitAsync(Token);

        Assert.Equal(2L, await _fixture.ReadAsync("select count(*) from mine"));
        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task An_enqueue_that_fails_leaves_the_caller_s_transaction_usable_and_without_its_jobs()
    {
        var storage = await OpenAsync();
        await _fixture.ExecuteAsync("create table mine (x)");
        await using var transaction = await _fixture.BeginTransactionAsync();
        await ExecuteAsync(transaction, "insert into mine values (1)");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await storage.Jobs.EnqueueAsync(new FaultyJobs(), transaction, Token));
        await transaction.CommitAsync(Token);

        Assert.Equal(1L, await _fixture.ReadAsync("select count(*) from mine"));
        Assert.Equal(0, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task The_caller_s_connection_can_be_closed_afterwards()
    {
        var storage = await OpenAsync();
        var connection = await _fixture.ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            await storage.Jobs.EnqueueAsync([TestJobs.AJob()], transaction, Token);
            await transaction.CommitAsync(Token);
        }

        await connection.CloseAsync();

        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_deferred_transaction_waits_for_its_right_to_write()
    {
        var storage = await OpenAsync();
        await using var busy = await _fixture.BeginTransactionAsync();
        var connection = await _fixture.ConnectAsync();
        await using var deferred = connection.BeginTransaction(deferred: true);
        var enqueue = storage.Jobs.EnqueueAsync([TestJobs.AJob()], deferred, Token).AsTask();
        Assert.False(enqueue.IsCompleted);

        await busy.RollbackAsync(Token);

        Assert.Single(await enqueue);
        await deferred.CommitAsync(Token);
        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_deferred_transaction_that_has_read_old_data_is_told_how_to_begin_it()
    {
        var storage = await OpenAsync();
        var connection = await _fixture.ConnectAsync();
        await using var deferred = connection.BeginTransaction(deferred: true);
        await ExecuteAsync(deferred, "select count(*) from typed_tasks_job");
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], deferred, Token));

        Assert.Contains("BeginTransaction(deferred: false)", exception.Message, StringComparison.Ordinal);
    }

    private async Task<IStorage> OpenAsync()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        return storage;
    }

    private static async Task ExecuteAsync(DbTransaction transaction, string sql)
    {
        await using var command = Assert.IsType<SqliteTransaction>(transaction).Connection?.CreateCommand() ?? throw new InvalidOperationException("The transaction is over.");
        command.CommandText = sql;
        await command.ExecuteScalarAsync(Token);
    }
}
