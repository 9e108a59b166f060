using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.Parity.Tests;

/// <summary>Where the tables are and how they come to be.</summary>
public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task The_first_use_makes_the_tables_indexes_and_views_in_a_schema_of_their_own()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        Assert.Empty(await TablesAsync(database));

        await Note.EnqueueAsync(shop.Client, "hello");

        Assert.Superset(new HashSet<string> { "job", "job_history", "queue", "worker", "schema_version" }, (await TablesAsync(database)).ToHashSet());
        Assert.Contains("job_ready", await database.QueryAsync($"select indexname from pg_indexes where schemaname = '{database.Schema}'"));
        Assert.Contains("jobs", await database.QueryAsync($"select viewname from pg_views where schemaname = '{database.Schema}'"));
    }

    [Fact]
    public async Task Migrating_by_hand_makes_the_tables_before_the_application_starts()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        using var careful = shop.StartProcess(services: services => services.Configure<TypedTasksOptions>(options => options.MigrateOnStart = false));

        var refused = await Assert.ThrowsAsync<StorageException>(() => careful.StartAsync(TestShop.Token));
        Assert.Equal(StorageFault.SchemaTooOld, refused.Fault);
        Assert.Empty(await TablesAsync(database));

        await shop.Host.Services.GetRequiredService<IStorage>().Migrator.MigrateAsync(TestShop.Token);
        await Note.EnqueueAsync(careful.Services.GetRequiredService<ITaskClient>(), "hello");
        await careful.RunUntilIdleAsync(TestShop.Token);
        Assert.Equal(["hello"], shop.Diary.Lines);
    }

    [Fact]
    public async Task Two_schemas_of_one_database_do_not_see_each_other()
    {
        var (shop, database) = await TestShop.OpenOnPostgresAsync();
        await using var closing = shop;
        var otherSchema = SharedPostgres.CreateSchemaName();
        var other = shop.StartProcess(tasks: tasks => tasks.AddAllTasks().UsePostgres(database.ConnectionString, options => options.Schema = otherSchema));

        await Note.EnqueueAsync(shop.Client, "mine");
        await Note.EnqueueAsync(other.Services.GetRequiredService<ITaskClient>(), "theirs");
        await shop.RunUntilIdleAsync();
        Assert.Equal(["mine"], shop.Diary.Lines);

        await other.RunUntilIdleAsync(TestShop.Token);
        Assert.Equal(["mine", "theirs"], shop.Diary.Lines);
        await database.ExecuteAsync($"drop schema {otherSchema} cascade");
    }

    private static Task<IReadOnlyList<string>> TablesAsync(PostgresDatabase database)
        => database.QueryAsync($"select tablename from pg_tables where schemaname = '{database.Schema}'");
}
