using System.Text.RegularExpressions;
using TypedTasks.Storage;

namespace TypedTasks.Postgres;

/// <summary>How jobs are stored in PostgreSQL.</summary>
public sealed partial record PostgresStorageOptions
{
    /// <summary>
    /// The schema of the tables: lower-case letters, digits and underscores, not beginning with a digit or <c>pg_</c>, at most 63 characters.
    /// Default: <c>typed_tasks</c>. Several instances of TypedTasks share a database by using different schemas.
    /// </summary>
    public string Schema { get; set; } = "typed_tasks";

    /// <summary>How long one statement may take, from 1 second to 5 minutes. Default: 30 seconds.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal PostgresStorageOptions Validated()
    {
        if (Schema is null || !SchemaPattern().IsMatch(Schema) || Schema.StartsWith("pg_", StringComparison.Ordinal))
            throw new StorageException(
                StorageFault.Configuration,
                $"'{Schema}' can't be the schema of the TypedTasks tables. Use 1 to 63 lower-case letters, digits and underscores, "
                + "beginning with a letter or underscore but not with 'pg_', which PostgreSQL keeps for itself.");

        if (CommandTimeout < TimeSpan.FromSeconds(1) || CommandTimeout > TimeSpan.FromMinutes(5))
            throw new StorageException(
                StorageFault.Configuration,
                $"A command timeout of {CommandTimeout} is out of bounds. Set {nameof(PostgresStorageOptions)}.{nameof(CommandTimeout)} to a time from 1 second to 5 minutes.");

        return this;
    }

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z")]
    private static partial Regex SchemaPattern();
}
