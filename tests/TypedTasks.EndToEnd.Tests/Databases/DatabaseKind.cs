namespace TypedTasks.EndToEnd.Tests.Databases;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
