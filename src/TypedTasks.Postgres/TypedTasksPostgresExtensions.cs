using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Postgres.Connections;

namespace TypedTasks; // where the builder that these extend is

/// <summary>Chooses PostgreSQL as the storage.</summary>
public static class TypedTasksPostgresExtensions
{
    /// <summary>Stores jobs in the database of the registered <see cref="NpgsqlDataSource"/>.</summary>
    /// <param name="tasks">The instance being set up.</param>
    /// <param name="configure">Sets the schema and limits.</param>
    public static ITypedTasksBuilder UsePostgres(this ITypedTasksBuilder tasks, Action<PostgresStorageOptions>? configure = null)
        => tasks.UsePostgres(DataSources.FromServices, configure);

    /// <summary>Stores jobs in the database of a connection string.</summary>
    /// <param name="tasks">The instance being set up.</param>
    /// <param name="nameOrConnectionString">A name under <c>ConnectionStrings</c> in the configuration or, when it holds a '=', the connection string itself.</param>
    /// <param name="configure">Sets the schema and limits.</param>
    /// <remarks>An empty, missing or malformed connection string is reported when the storage is first needed, at the start of the host.</remarks>
    public static ITypedTasksBuilder UsePostgres(this ITypedTasksBuilder tasks, string nameOrConnectionString, Action<PostgresStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.UseStorage(services => new PostgresStorage(Open(services, nameOrConnectionString), Options(configure), Time(services)));
    }

    /// <summary>Stores jobs in the database of a data source, which stays the caller's to dispose.</summary>
    /// <param name="tasks">The instance being set up.</param>
    /// <param name="dataSource">The data source. One built by <see cref="NpgsqlSlimDataSourceBuilder"/> needs <c>EnableArrays</c>.</param>
    /// <param name="configure">Sets the schema and limits.</param>
    public static ITypedTasksBuilder UsePostgres(this ITypedTasksBuilder tasks, NpgsqlDataSource dataSource, Action<PostgresStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return tasks.UsePostgres(_ => dataSource, configure);
    }

    /// <summary>Stores jobs in the database of a data source that the services provide, and that stays theirs to dispose.</summary>
    /// <param name="tasks">The instance being set up.</param>
    /// <param name="dataSource">Gets the data source, for example a keyed one. One built by <see cref="NpgsqlSlimDataSourceBuilder"/> needs <c>EnableArrays</c>.</param>
    /// <param name="configure">Sets the schema and limits.</param>
    public static ITypedTasksBuilder UsePostgres(
        this ITypedTasksBuilder tasks, Func<IServiceProvider, NpgsqlDataSource> dataSource, Action<PostgresStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(dataSource);
        return tasks.UseStorage(services => new PostgresStorage(dataSource(services), Options(configure), Time(services)));
    }

    private static OwnSources Open(IServiceProvider services, string? nameOrConnectionString)
        => string.IsNullOrWhiteSpace(nameOrConnectionString) || nameOrConnectionString.Contains('=', StringComparison.Ordinal) || IsUrl(nameOrConnectionString)
            ? DataSources.FromConnectionString(nameOrConnectionString)
            : DataSources.FromConfiguration(services, nameOrConnectionString);

    // Not a name: the message about a name that is missing repeats it, and in a URL there may be a password.
    private static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal);

    private static PostgresStorageOptions Options(Action<PostgresStorageOptions>? configure)
    {
        var options = new PostgresStorageOptions();
        configure?.Invoke(options);
        return options;
    }

    private static TimeProvider? Time(IServiceProvider services) => (TimeProvider?)services.GetService(typeof(TimeProvider));
}
