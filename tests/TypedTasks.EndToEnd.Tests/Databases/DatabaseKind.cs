namespace TypedTasks.EndToEnd.Tests.Databases;

public enum DatabaseKind
{
    Sqlite,
    Postgres,

    /// <summary>PostgreSQL through PgBouncer in transaction mode.</summary>
    PgBouncer,
}
