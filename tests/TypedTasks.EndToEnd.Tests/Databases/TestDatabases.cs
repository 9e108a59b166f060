namespace TypedTasks.EndToEnd.Tests.Databases;

internal static class TestDatabases
{
    public static Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Postgres => PostgresTestDatabase.CreateAsync(),
        DatabaseKind.PgBouncer => PostgresTestDatabase.CreatePooledAsync(),
        _ => Task.FromResult<TestDatabase>(new SqliteTestDatabase()),
    };
}
