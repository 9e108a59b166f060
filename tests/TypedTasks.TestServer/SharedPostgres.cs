namespace TypedTasks.TestServer;

/// <summary>One server per test process, started by the first test that asks. Tests keep apart by schema; those that stop the server
/// or change it start their own with <see cref="PostgresServer.CreateAsync"/>.</summary>
public static class SharedPostgres
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(() => PostgresServer.CreateAsync());

    public static Task<PostgresServer> GetAsync() => Server.Value;

    /// <summary>A schema name that no other test uses.</summary>
    public static string CreateSchemaName() => PostgresServer.CreateSchemaName();
}
