using System.Globalization;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Schema;

/// <summary>Runs the numbered migrations, each once, under the one lock that writers take anyway.</summary>
internal sealed class Migrator : IMigrator
{
    private readonly DatabaseFile _file;
    private readonly Writer _writer;
    private readonly Readers _readers;
    private readonly IReadOnlyList<Migration> _migrations;

    public Migrator(DatabaseFile file, Writer writer, Readers readers)
    {
        _file = file;
        _writer = writer;
        _readers = readers;
        _migrations = Migration.FindAll(file.Sql);
    }

    private int Newest => _migrations[^1].Version;

    public async ValueTask MigrateAsync(CancellationToken cancellationToken)
        => await _writer.WriteAsync(Migrate, cancellationToken).ConfigureAwait(false);

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => await _readers.ReadAsync(Check, cancellationToken).ConfigureAwait(false);

    private int Migrate(Connection connection)
    {
        connection.Execute("migrations/create_schema_version");
        var version = ReadVersion(connection);
        if (version > Newest) throw TooNew(version);

        foreach (var migration in _migrations.Where(migration => migration.Version > version))
        {
            connection.Execute(migration.File);
            connection.Prepare("migrations/add_version").Bind("version", migration.Version).Bind("name", migration.Name).Run();
        }

        return Newest;
    }

    private int Check(Connection connection)
    {
        var version = ReadVersion(connection);
        if (version > Newest) throw TooNew(version);
        if (version == Newest) return version;
        throw new StorageException(StorageFault.SchemaTooOld, _file.Faults.TooOld(string.Create(CultureInfo.InvariantCulture, $"they have version {version}, {Newest} is needed")));
    }

    private static int ReadVersion(Connection connection)
    {
        using var statement = connection.Prepare("migrations/read_version");
        statement.Read();
        return statement.Int(0);
    }

    private StorageException TooNew(int version) => new(
        StorageFault.SchemaTooNew,
        $"The TypedTasks tables in the SQLite database '{_file.Path}' have version {version}, but this program knows only up to {Newest}: a newer one has migrated them. Update the TypedTasks packages of this program.");
}
