using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class UseSqliteTests
{
    [Fact]
    public async Task The_storage_is_made_when_it_is_needed()
    {
        var builder = new Builder();

        Assert.Same(builder, builder.UseSqlite("shop.db", static options => options.TablePrefix = "shop_"));

        Assert.NotNull(builder.Storage);
        await using var storage = builder.Storage(new NoServices());
        Assert.Equal($"SQLite \"{Path.GetFullPath("shop.db")}\", tables \"shop_*\"", storage.Description);
    }

    [Fact]
    public void What_can_t_work_is_refused_at_once()
    {
        Assert.Throws<StorageException>(() => new Builder().UseSqlite(""));
        Assert.Throws<StorageException>(() => new Builder().UseSqlite("shop.db", static options => options.TablePrefix = "no good"));
    }

    [Fact]
    public async Task It_can_be_disposed_without_waiting()
    {
        var storage = new SqliteStorage(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db"));
        ((IDisposable)storage).Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await storage.Migrator.MigrateAsync(TestContext.Current.CancellationToken));
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class Builder : ITypedTasksBuilder
    {
        public Func<IServiceProvider, IStorage>? Storage { get; private set; }

        public ITypedTasksBuilder AddManifest(ITaskManifest manifest) => this;

        public ITypedTasksBuilder UseStorage(Func<IServiceProvider, IStorage> storage)
        {
            Storage = storage;
            return this;
        }
    }
}
