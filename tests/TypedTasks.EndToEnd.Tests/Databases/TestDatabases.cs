namespace TypedTasks.EndToEnd.Tests.Databases;

internal static class TestDatabases
{
    public static Task<TestDatabase> CreateAsync(DatabaseKind kind)
        => kind == DatabaseKind.Postgres ? PostgresTestDatabase.CreateAsync() : Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}
