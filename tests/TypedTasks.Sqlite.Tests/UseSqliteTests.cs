using Microsoft.Extensions.Configuration;
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
    public async Task A_name_under_ConnectionStrings_wins_over_a_file_of_that_name()
    {
        var builder = new Builder();
        builder.UseSqlite("Shop");

        await using var storage = builder.Storage!(new Configured("ConnectionStrings:Shop", "Data Source=webshop.db")); // set by the call above

        Assert.StartsWith($"SQLite \"{Path.GetFullPath("webshop.db")}\"", storage.Description, StringComparison.Ordinal);
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

    private sealed class Configured(string key, string value) : IServiceProvider
    {
        public object? GetService(Type serviceType)
            => serviceType == typeof(IConfiguration) ? new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build() : null;
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
