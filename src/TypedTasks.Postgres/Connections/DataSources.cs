using Microsoft.Extensions.Configuration;
using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Connections;

/// <summary>Makes data sources from what users configure. No message repeats a value: any part of a malformed text may be a password.</summary>
internal static class DataSources
{
    public const string HowToConfigure =
        "Use UsePostgres(\"name\") with a name under 'ConnectionStrings' in the configuration, "
        + "UsePostgres(\"Host=...;Database=...\"), or register an NpgsqlDataSource and call UsePostgres().";

    public static NpgsqlDataSource FromServices(IServiceProvider services)
        => (NpgsqlDataSource?)services.GetService(typeof(NpgsqlDataSource)) ?? throw Wrong(
            $"UsePostgres() was called without a name, and no NpgsqlDataSource is registered. {HowToConfigure}");

    /// <summary>Refuses a data source whose connections are shared: what belongs to one connection, such as its subscription or its prepared statements, has no place in them.</summary>
    public static void Check(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.Multiplexing)
            throw Wrong("The NpgsqlDataSource has 'Multiplexing=true' in its connection string, with which no connection belongs to its user. "
                + "Give TypedTasks connections of its own, by UsePostgres(\"name\") with a connection string, or by another NpgsqlDataSource.");
    }

    /// <summary>Of several servers only the primary can store jobs: leads there if nothing else was asked for.</summary>
    public static NpgsqlDataSource ToPrimary(NpgsqlDataSource source)
        => source is NpgsqlMultiHostDataSource several && !SaysWhichServer(new NpgsqlConnectionStringBuilder(source.ConnectionString))
            ? several.WithTargetSession(TargetSessionAttributes.Primary)
            : source;

    private static bool SaysWhichServer(NpgsqlConnectionStringBuilder settings)
        => settings.TargetSessionAttributes is not null || Environment.GetEnvironmentVariable("PGTARGETSESSIONATTRS") is not null;

    public static OwnSources FromConfiguration(IServiceProvider services, string name)
    {
        var configuration = (IConfiguration?)services.GetService(typeof(IConfiguration)) ?? throw Wrong(
            $"UsePostgres(\"{name}\") reads the configuration, but no IConfiguration is registered. {HowToConfigure}");
        var text = configuration.GetConnectionString(name);
        if (!string.IsNullOrWhiteSpace(text)) return FromConnectionString(text, $"The connection string '{name}'");

        throw Wrong(
            $"There is no connection string named '{name}', or it is empty. Set 'ConnectionStrings:{name}' in appsettings.json "
            + $"or the environment variable 'ConnectionStrings__{name}', for example to 'Host=localhost;Database=shop;Username=shop'.");
    }

    public static OwnSources FromConnectionString(string? text, string culprit = "The connection string")
    {
        if (string.IsNullOrWhiteSpace(text)) throw Wrong($"{culprit} is empty. {HowToConfigure}");

        var settings = Parse(text, culprit);
        var pooled = Build(settings);
        settings.Pooling = false;
        return new OwnSources(pooled, Build(settings));
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        return builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Parse(string text, string culprit)
    {
        var settings = Read(text, culprit);
        if (string.IsNullOrWhiteSpace(settings.Host))
            throw Wrong($"{culprit} does not say where the server is. Add 'Host=...', for example 'Host=localhost;Database=shop;Username=shop'.");

        settings.ApplicationName ??= "typed_tasks";
        // Nothing of ours is left behind in a session, and a reset would cost a round trip's worth of work per batch.
        settings.NoResetOnClose = true;
        settings.Multiplexing = false;
        return settings;
    }

    private static NpgsqlConnectionStringBuilder Read(string text, string culprit)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            // Without the cause: its message quotes parts of the text.
            throw Wrong(
                $"{culprit} is not one that Npgsql understands. It consists of 'Keyword=value' pairs separated by semicolons, such as "
                + "'Host=localhost;Port=5432;Database=shop;Username=shop;Password=...'; a value that holds ';' or '=' goes in double quotes. "
                + "A URL (postgres://...) has to be rewritten in this form.");
        }
    }

    private static StorageException Wrong(string message) => new(StorageFault.Configuration, message);
}
