namespace TypedTasks.Parity.Tests.Harness;

/// <summary>Runs a scenario once per database.</summary>
public sealed class BothDatabases : TheoryData<Database>
{
    public BothDatabases() => AddRange(Database.Sqlite, Database.Postgres);
}
