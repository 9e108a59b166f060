using SQLitePCL;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        var folder = Path.Combine(_fixture.Folder, "nowhere");

        var exception = await FailAsync(Path.Combine(folder, "tasks.db"));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains($"there is no folder '{folder}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_named()
    {
        var exception = await FailAsync(_fixture.Folder);

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains("that is a folder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("These are my notes. ", 500));
        await File.WriteAllTextAsync(_fixture.Path, text, Token);

        var exception = await FailAsync(_fixture.Path);

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains("is not a SQLite database", exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_fixture.Path, Token));
    }

    [Fact]
    public async Task A_damaged_file_is_named_damaged()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await storage.Jobs.EnqueueAsync([.. Enumerable.Range(0, 2_000).Select(static _ => TestJobs.AJob())], null, Token);
        await storage.DisposeAsync();
        await using (var file = File.OpenWrite(_fixture.Path))
        {
            file.Position = 4_096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 40_000).ToArray(), Token);
        }

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Workers.ClaimAsync(new SqliteStorage(_fixture.Path), Token));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains("is damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_kept_busy_beyond_the_time_limit_is_unavailable()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await using var open = await _fixture.BeginTransactionAsync();
        await using var hasty = new SqliteStorage(_fixture.Path, new SqliteStorageOptions { BusyTimeout = TimeSpan.FromSeconds(2) }, new LeapingTime());

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await hasty.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));

        Assert.Equal(StorageFault.Unavailable, exception.Fault);
        Assert.Contains("kept busy by others for 2 seconds", exception.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => hasty.Workers.Renew(1, TimeSpan.FromSeconds(15), holdsJobs: true));
    }

    [Fact]
    public async Task Callers_who_wait_for_their_turn_at_a_busy_file_are_told_when_their_own_time_is_over()
    {
        var time = new ManualTime();
        await using var storage = new SqliteStorage(_fixture.Path, timeProvider: time);
        await storage.Migrator.MigrateAsync(Token);
        await using var open = await _fixture.BeginTransactionAsync();
        var calls = Enumerable.Range(0, 5).Select(_ => storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask()).ToList();

        var first = Task.WhenAny(calls);
        while (!first.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        foreach (var call in calls) Assert.Equal(StorageFault.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => call.WaitAsync(TimeSpan.FromSeconds(10), Token))).Fault);
    }

    [Fact]
    public async Task A_file_that_is_moved_away_under_the_process_takes_no_more_jobs_until_it_is_back()
    {
        // The open file goes on to exist without a name: what is written to it is gone with the process.
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var worker = await Workers.RegisterAsync(storage, Token);
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);
        Move(_fixture.Folder, Directory.CreateDirectory(Path.Combine(_fixture.Folder, "away")).FullName);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
        Assert.Equal(StorageFault.Unavailable, exception.Fault);
        Assert.Contains("was deleted or moved away", exception.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(1), alone: false, Token));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
        Assert.Empty(Directory.GetFiles(_fixture.Folder));

        Move(Path.Combine(_fixture.Folder, "away"), _fixture.Folder);
        Assert.Equal(2, Assert.Single(await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token)).Id);
        Assert.True(storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_replaced_under_the_process_in_one_step_takes_no_jobs(bool isCopy)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody replace an open file.");
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var worker = await Workers.RegisterAsync(storage, Token);
        var copy = Path.Combine(_fixture.Folder, "copy.db");
        if (isCopy) await _fixture.ExecuteAsync($"vacuum into '{copy}'");
        else await File.WriteAllTextAsync(copy, "", Token);

        await using var transaction = await _fixture.BeginTransactionAsync();
        File.Move(copy, _fixture.Path, overwrite: true);

        Assert.Throws<StorageException>(() => storage.Jobs.CheckTransaction(transaction));
        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains("was replaced by another file", exception.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Reader.CountAsync(Token));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(1), alone: false, Token));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
    }

    [Fact]
    public async Task A_file_put_in_the_place_of_one_that_was_deleted_is_another()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody delete an open file.");
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        foreach (var file in Directory.GetFiles(_fixture.Folder)) File.Delete(file);
        await using var other = new SqliteStorage(_fixture.Path);
        await other.Migrator.MigrateAsync(Token);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));

        Assert.Contains("was replaced by another file", exception.Message, StringComparison.Ordinal);
        Assert.Single(await other.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
    }

    [Fact]
    public async Task Tables_that_are_dropped_under_the_process_are_not_made_anew()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var worker = await Workers.RegisterAsync(storage, Token);
        await _fixture.ExecuteAsync("drop table typed_tasks_job; drop table typed_tasks_worker;");

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));

        Assert.Equal(StorageFault.SchemaTooOld, exception.Fault);
        Assert.Contains("A process that runs makes no tables", exception.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true));
        Assert.Equal(0L, await _fixture.ReadAsync("select count(*) from sqlite_master where name in ('typed_tasks_job', 'typed_tasks_worker')"));
    }

    private static void Move(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from)) File.Move(file, Path.Combine(to, Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_busy_file_is_waited_for()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await using var open = await _fixture.BeginTransactionAsync();
        var enqueue = storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask();
        Assert.False(enqueue.IsCompleted);

        await open.RollbackAsync(Token);

        Assert.Single(await enqueue);
    }

    [Fact]
    public async Task Reading_waits_for_no_writer()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await using var open = await _fixture.BeginTransactionAsync();

        Assert.Empty(await storage.Reader.CountAsync(Token));
    }

    [Fact]
    public async Task After_a_fault_the_storage_works_again()
    {
        var folder = Path.Combine(_fixture.Folder, "later");
        await using var storage = new SqliteStorage(Path.Combine(folder, "tasks.db"));
        await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.MigrateAsync(Token));

        Directory.CreateDirectory(folder);

        await storage.Migrator.MigrateAsync(Token);
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL, StorageFault.Unavailable, "is full")]
    [InlineData(raw.SQLITE_READONLY, StorageFault.Configuration, "can't be written")]
    [InlineData(raw.SQLITE_IOERR, StorageFault.Unavailable, "could not be read or written")]
    [InlineData(raw.SQLITE_IOERR | (9 << 8), StorageFault.Unavailable, "could not be read or written")]
    [InlineData(raw.SQLITE_BUSY, StorageFault.Unavailable, "kept busy")]
    [InlineData(raw.SQLITE_BUSY_SNAPSHOT, StorageFault.Unavailable, "BeginTransaction(deferred: false)")]
    [InlineData(raw.SQLITE_NOMEM, StorageFault.Unavailable, "code 7")]
    public void Every_error_of_SQLite_has_its_fault(int code, StorageFault fault, string said)
    {
        var file = new DatabaseFile(_fixture.Path, new SqliteStorageOptions(), TimeProvider.System);

        var exception = file.Faults.Of(code, "what SQLite said");

        Assert.Equal(fault, exception.Fault);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Contains(_fixture.Path, exception.Message, StringComparison.Ordinal);
    }

    private static async Task<StorageException> FailAsync(string path)
    {
        await using var storage = new SqliteStorage(path);
        return await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.MigrateAsync(Token));
    }
}
