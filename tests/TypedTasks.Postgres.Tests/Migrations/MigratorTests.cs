using Npgsql;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests.Migrations;

public sealed class MigratorTests : PostgresTest
{
    [Fact]
    public async Task A_user_who_may_not_create_a_schema_is_told_what_to_grant()
    {
        await using var other = await NewUserAsync();
        await using var storage = new PostgresStorage(other, new() { Schema = Fixture.Schema + "_x" });

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.MigrateAsync(Token));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains("permission denied", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CREATE on the database", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_not_use_the_tables_is_told_what_to_grant()
    {
        await using var other = await NewUserAsync();
        await using var storage = new PostgresStorage(other, Fixture.Options);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Contains($"USAGE on schema \"{Fixture.Schema}\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_with_the_documented_rights_can_work_with_migrated_tables()
    {
        await using var other = await NewUserAsync();
        var user = new NpgsqlConnectionStringBuilder(other.ConnectionString).Username;
        await Fixture.ExecuteAsync($"""
            grant usage on schema {Fixture.Schema} to {user};
            grant usage on all sequences in schema {Fixture.Schema} to {user};
            grant select, insert, update, delete on all tables in schema {Fixture.Schema} to {user};
            """);
        await using var storage = new PostgresStorage(other, Fixture.Options);

        await storage.Migrator.MigrateAsync(Token);
        await storage.Jobs.EnqueueAsync([AJob(), AJob() with { EnqueueId = Guid.NewGuid() }], null, Token);

        Assert.Equal(2, (await ClaimAsync(await RequestAsync(10, thorough: true))).Length);
    }

    [Fact]
    public async Task Missing_tables_are_reported_with_what_to_do()
    {
        await using var storage = new PostgresStorage(Fixture.Source, new() { Schema = Fixture.Schema + "_x" });

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.SchemaTooOld, exception.Fault);
        Assert.StartsWith("There are no TypedTasks tables in PostgreSQL ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MigrateOnStart", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_reported_with_both_versions()
    {
        await Fixture.ShiftSchemaVersionAsync(41);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Migrator.CheckAsync(Token));

        Assert.Equal(StorageFault.SchemaTooNew, exception.Fault);
        Assert.Contains("at version 42, but this version of TypedTasks only knows 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var schema = Fixture.Schema + "_x";
        // A table of the user's own in the way.
        await Fixture.ExecuteAsync($"create schema {schema}; create table {schema}.job_history (id int)");
        await using var storage = new PostgresStorage(Fixture.Source, new() { Schema = schema });

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Migrator.MigrateAsync(Token));

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.Equal(["job_history"], await Fixture.LinesAsync($"select relname::text from pg_class where relnamespace = '{schema}'::regnamespace and relkind in ('r', 'v')"));
        await Fixture.ExecuteAsync($"drop schema {schema} cascade");
    }

    [Fact]
    public async Task A_migration_waits_for_that_of_another_process()
    {
        var schema = Fixture.Schema + "_x";
        await using var other = await Fixture.Source.OpenConnectionAsync(Token);
        await LockAsync(other, schema);
        await using var storage = new PostgresStorage(Fixture.Source, new() { Schema = schema });

        var migrating = storage.Migrator.MigrateAsync(Token).AsTask();
        while (!await Fixture.QueryAsync<bool>("select exists (select from pg_stat_activity where state = 'idle in transaction' and query like '%pg_try_advisory_xact_lock%')"))
            Assert.False(migrating.IsCompleted);
        await RunAsync(other, "select pg_advisory_unlock_all()");

        await migrating;
        await storage.Migrator.CheckAsync(Token);
        await Fixture.ExecuteAsync($"drop schema {schema} cascade");
    }

    [Fact]
    public async Task A_migration_that_another_process_holds_up_for_an_hour_gives_up()
    {
        var schema = Fixture.Schema + "_x";
        var time = new ManualTime();
        await using var other = await Fixture.Source.OpenConnectionAsync(Token);
        await LockAsync(other, schema);
        await using var storage = new PostgresStorage(Fixture.Source, new() { Schema = schema }, time);

        var migrating = storage.Migrator.MigrateAsync(Token).AsTask();
        while (!migrating.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(61)); // not before the wait has begun, which only the next step can tell
            await Task.WhenAny(migrating, Fixture.QueryAsync<int>("select 1"));
        }

        var told = await Assert.ThrowsAsync<StorageException>(() => migrating);
        Assert.Equal(StorageFault.Unavailable, told.Fault);
        Assert.Contains("pg_locks", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_schemas_of_one_database_do_not_see_each_other()
    {
        var schema = Fixture.Schema + "_x";
        await using var other = new PostgresStorage(Fixture.Source, new() { Schema = schema });
        await other.Migrator.MigrateAsync(Token);

        await EnqueueAsync(AJob());

        Assert.Empty(await other.Reader.CountAsync(Token));
        Assert.Single(await Storage.Reader.CountAsync(Token));
        await Fixture.ExecuteAsync($"drop schema {schema} cascade");
    }

    [Fact]
    public async Task The_schema_is_the_one_of_the_snapshot()
    {
        var lines = await Fixture.LinesAsync(SchemaText.Query(Fixture.Schema));
        var text = string.Join('\n', lines).Replace(Fixture.Schema, "typed_tasks", StringComparison.Ordinal) + "\n";

        await Snapshot.AssertAsync("schema", text);
    }

    // Schema names stand in the statements in place of typed_tasks, in literals too.
    private static Task LockAsync(NpgsqlConnection connection, string schema)
        => RunAsync(connection, $"select pg_advisory_lock(hashtextextended('\"{schema}\" migration of {schema}', 0))");

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<NpgsqlDataSource> NewUserAsync()
    {
        var user = $"{Fixture.Schema}_user";
        await Fixture.ExecuteAsync($"create role {user} login password 'secret'");
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { Username = user, Password = "secret" }.ConnectionString);
    }
}
