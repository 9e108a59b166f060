using System.Globalization;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;
using IsolationLevel = System.Data.IsolationLevel;

namespace TypedTasks.Postgres.Migrations;

internal sealed class PostgresMigrator(Database database, TimeProvider time) : IMigrator
{
    // A migration may build an index over many jobs. What others do while they wait for it has the time of any statement: they may be in a connection that is dead.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1); // as LockedForLong says

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Migration[] _migrations = Migration.All(database.Statements);

    public async ValueTask MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionClosing = connection.ConfigureAwait(false);
            if (await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false) == Newest) return;

            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using var transactionClosing = transaction.ConfigureAwait(false);
            await LockAsync(connection, cancellationToken).ConfigureAwait(false);
            await MigrateLockedAsync(connection, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (database.Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionClosing = connection.ConfigureAwait(false);
            var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (version < Newest) throw TooOld(version);
        }
        catch (Exception exception) when (database.Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    private int Newest => _migrations[^1].Version;

    private async ValueTask LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await TryLockAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (time.GetElapsedTime(started) > Longest) throw LockedForLong();
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = database.Command("migrations/try_lock_schema", connection, new NpgsqlParameter<string> { TypedValue = database.Schema });
        await using var commandClosing = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private async ValueTask MigrateLockedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (hasSchema, hasVersions) = await FindSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!hasSchema) await RunAsync(connection, "migrations/create_schema", cancellationToken).ConfigureAwait(false);
        if (!hasVersions) await RunAsync(connection, "migrations/create_schema_version", cancellationToken).ConfigureAwait(false);

        var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var migration in _migrations.Where(migration => migration.Version > version))
        {
            await RunAsync(connection, migration.Statement, cancellationToken).ConfigureAwait(false);
            await RunAsync(
                connection,
                "migrations/add_version",
                cancellationToken,
                new NpgsqlParameter<int> { TypedValue = migration.Version },
                new NpgsqlParameter<string> { TypedValue = migration.Name }).ConfigureAwait(false);
        }
    }

    // 0 when there are no tables.
    private async ValueTask<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await FindSchemaAsync(connection, cancellationToken).ConfigureAwait(false) is not (_, true)) return 0;

        var command = database.Command("migrations/read_version", connection);
        await using var commandClosing = command.ConfigureAwait(false);
        var version = Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        return version <= Newest ? version : throw TooNew(version);
    }

    private async ValueTask<(bool HasSchema, bool HasVersions)> FindSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = database.Command("migrations/find_schema", connection, new NpgsqlParameter<string> { TypedValue = database.Schema });
        await using var commandClosing = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerClosing = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetBoolean(0), reader.GetBoolean(1));
    }

    private async ValueTask RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = database.Command(statement, connection, parameters);
        command.CommandTimeout = (int)Longest.TotalSeconds;
        await using var commandClosing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private StorageException LockedForLong() => new(
        StorageFault.Unavailable,
        $"Another process has been migrating the tables in {database.Description} for an hour. "
        + "Look in pg_locks for who holds the advisory lock: a process that hangs keeps it until its session ends.");

    private StorageException TooOld(int version) => new(
        StorageFault.SchemaTooOld,
        (version == 0
            ? $"There are no TypedTasks tables in {database.Description}. "
            : $"The tables in {database.Description} are at version {version}, but this version of TypedTasks needs {Newest}. ")
        + "Migrate first, as a user who may create tables: leave TypedTasksOptions.MigrateOnStart on, or call IMigrator.MigrateAsync.");

    private StorageException TooNew(int version) => new(
        StorageFault.SchemaTooNew,
        $"The tables in {database.Description} are at version {version}, but this version of TypedTasks only knows {Newest}: a newer one has migrated them. "
        + "Update the TypedTasks packages of this application; tables are never taken back to an older version.");
}
