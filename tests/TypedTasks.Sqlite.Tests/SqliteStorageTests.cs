using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class SqliteStorageTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Making_the_storage_opens_nothing()
    {
        await _fixture.OpenAsync();

        Assert.False(File.Exists(_fixture.Path));
    }

    [Fact]
    public async Task The_description_names_the_file_but_no_password()
    {
        await using var storage = new SqliteStorage($"Data Source={_fixture.Path};Password=sesame");

        Assert.Equal($"SQLite \"{_fixture.Path}\"", storage.Description);
    }

    [Fact]
    public async Task A_connection_string_works_as_well_as_a_path()
    {
        await using var storage = new SqliteStorage($"Data Source={_fixture.Path}");

        await storage.Migrator.MigrateAsync(Token);

        await (await _fixture.OpenAsync()).Migrator.CheckAsync(Token);
    }

    [Fact]
    public async Task A_relative_path_is_one_from_the_current_folder()
    {
        await using var storage = new SqliteStorage("shop.db");

        Assert.Equal($"SQLite \"{Path.GetFullPath("shop.db")}\"", storage.Description);
    }

    [Theory]
    [InlineData("", "No SQLite file was named")]
    [InlineData("  ", "No SQLite file was named")]
    [InlineData("Mode=ReadWrite", "names no file")]
    [InlineData("Host=localhost;Database=shop", "can't be read")]
    [InlineData(":memory:", "in memory can't hold jobs")]
    [InlineData("Data Source=:memory:", "in memory can't hold jobs")]
    [InlineData("Data Source=shop;Mode=Memory;Cache=Shared", "in memory can't hold jobs")]
    [InlineData("Data Source=file:shop?mode=memory&cache=shared", "in memory can't hold jobs")]
    [InlineData("Data Source=shop.db;Mode=ReadOnly", "Mode=ReadOnly")]
    public void A_database_that_can_t_work_is_refused_when_it_is_named(string database, string said)
    {
        var exception = Assert.Throws<StorageException>(() => new SqliteStorage(database));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st_")]
    [InlineData("Shop_")]
    [InlineData("a b")]
    [InlineData("a;drop table x;")]
    [InlineData("sqlite_")]
    [InlineData("a_prefix_that_goes_on_and_on_and_on_and_on")]
    public void A_prefix_that_can_t_work_is_refused(string prefix)
        => Assert.Throws<StorageException>(() => new SqliteStorage("shop.db", new SqliteStorageOptions { TablePrefix = prefix }));

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public void A_busy_timeout_out_of_bounds_is_refused(int seconds)
        => Assert.Throws<StorageException>(() => new SqliteStorage("shop.db", new SqliteStorageOptions { BusyTimeout = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public async Task Two_prefixes_share_a_file_without_seeing_each_other()
    {
        var shop = await _fixture.OpenAsync();
        await using var office = new SqliteStorage(_fixture.Path, new SqliteStorageOptions { TablePrefix = "office_" });
        await shop.Migrator.MigrateAsync(Token);
        await office.Migrator.MigrateAsync(Token);

        await shop.Jobs.EnqueueAsync([TestJobs.AJob(), TestJobs.AJob()], null, Token);
        await office.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);

        Assert.Equal(2, (await shop.Reader.ListAsync(new JobFilter(), Token)).Count);
        Assert.Single(await office.Reader.ListAsync(new JobFilter(), Token));
    }

    [Fact]
    public async Task After_its_end_the_storage_says_so()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await storage.Reader.CountAsync(Token));
        Assert.Throws<ObjectDisposedException>(() => storage.Workers.Renew(1, TimeSpan.FromSeconds(15), holdsJobs: true));
    }

    [Fact]
    public async Task Ending_it_twice_is_harmless()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);

        await storage.DisposeAsync();
        await storage.DisposeAsync();
    }

    [Fact]
    public async Task A_database_in_UTF_16_keeps_payloads_byte_for_byte()
    {
        await _fixture.ExecuteAsync("pragma encoding = 'UTF-16'; create table mine (x)");
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var job = TestJobs.AJob("""{"s":"grüße 😀"}""");
        await storage.Jobs.EnqueueAsync([job], null, Token);

        var claimed = await Workers.ClaimAsync(storage, Token);

        Assert.Equal(job.Payload.ToArray(), claimed.Single().Payload);
    }

    [Fact]
    public async Task The_documented_view_shows_words_and_ISO_times()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        await storage.Jobs.EnqueueAsync([TestJobs.AJob() with { Priority = 3, RunAt = new DateTimeOffset(2131, 5, 6, 7, 8, 9, 123, TimeSpan.Zero) }], null, Token);

        var row = await _fixture.ReadAsync("select task_name || ' ' || queue || ' ' || state || ' ' || priority || ' ' || run_at || ' ' || coalesce(expected_by, 'unset') from typed_tasks_jobs");

        Assert.Equal("Shop.SendReceipt default Scheduled 3 2131-05-06T07:08:09.123000Z unset", row);
    }
}
