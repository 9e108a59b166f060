using Microsoft.Extensions.Configuration;
using TypedTasks.Sqlite;

namespace TypedTasks;

/// <summary>Chooses SQLite as the storage.</summary>
public static class SqliteTypedTasksBuilderExtensions
{
    /// <summary>Stores jobs in a SQLite file, which is created when it does not exist. Its folder must exist.</summary>
    /// <param name="builder">The instance of TypedTasks being set up.</param>
    /// <param name="database">
    /// The path of the file, a name under <c>ConnectionStrings</c> in the configuration, or a connection string of Microsoft.Data.Sqlite:
    /// what holds an equals sign is read as one, and a configured name wins over a file of that name.
    /// In-memory databases are refused: their jobs would end with the process.
    /// </param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="Storage.StorageException">The path, connection string or an option can't work.</exception>
    public static ITypedTasksBuilder UseSqlite(this ITypedTasksBuilder builder, string database, Action<SqliteStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SqliteStorageOptions();
        configure?.Invoke(options);
        SqliteStorage.Check(database, options);
        return builder.UseStorage(services => new SqliteStorage(Configured(services, database) ?? database, options, services.GetService(typeof(TimeProvider)) as TimeProvider));
    }

    private static string? Configured(IServiceProvider services, string name)
        => (services.GetService(typeof(IConfiguration)) as IConfiguration)?.GetConnectionString(name);
}
