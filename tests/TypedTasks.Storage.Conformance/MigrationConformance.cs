using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Creating the tables and telling whether they fit.</summary>
public abstract class MigrationConformance : StorageConformance
{
    protected override bool Migrated => false;

    [Fact]
    public async Task Migrate_creates_tables_that_pass_the_check()
    {
        await Storage.Migrator.MigrateAsync(Token);

        await Storage.Migrator.CheckAsync(Token);
    }

    [Fact]
    public async Task Migrate_again_changes_nothing()
    {
        await Storage.Migrator.MigrateAsync(Token);
        var id = await EnqueueAsync(AJob());

        await Storage.Migrator.MigrateAsync(Token);

        Assert.Equal(JobState.Ready, await StateAsync(id));
    }

    [Fact]
    public async Task Ten_processes_may_migrate_at_once()
    {
        var storages = new List<IStorage>();
        for (var i = 0; i < 10; i++) storages.Add(await Fixture.OpenAsync());

        await Task.WhenAll(storages.Select(storage => Task.Run(async () => await storage.Migrator.MigrateAsync(Token), Token)));

        foreach (var storage in storages) await storage.Migrator.CheckAsync(Token);
    }

    [Fact]
    public async Task Check_without_tables_says_too_old()
    {
        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.SchemaTooOld, exception.Fault);
    }

    [Fact]
    public async Task Check_of_an_older_schema_says_too_old()
    {
        await Storage.Migrator.MigrateAsync(Token);
        await Fixture.ShiftSchemaVersionAsync(-1);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.SchemaTooOld, exception.Fault);
    }

    [Fact]
    public async Task Check_of_a_newer_schema_says_too_new()
    {
        await Storage.Migrator.MigrateAsync(Token);
        await Fixture.ShiftSchemaVersionAsync(1);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.SchemaTooNew, exception.Fault);
    }

    [Fact]
    public async Task Migrate_leaves_a_newer_schema_alone()
    {
        await Storage.Migrator.MigrateAsync(Token);
        await Fixture.ShiftSchemaVersionAsync(1);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Migrator.MigrateAsync(Token));

        Assert.Equal(StorageFault.SchemaTooNew, exception.Fault);
    }

    [Fact]
    public async Task Enqueue_without_tables_says_too_old()
    {
        var exception = await Assert.ThrowsAsync<StorageException>(async () => await EnqueueAsync(AJob()));

        Assert.Equal(StorageFault.SchemaTooOld, exception.Fault);
    }
}
