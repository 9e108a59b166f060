namespace TypedTasks.Parity.Tests.Harness;

/// <summary>What jobs are stored in.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}
