using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed class SqliteSecretsTests() : SecretsTests(DatabaseKind.Sqlite)
{
    protected override string KeysInUse => DocumentedQuery(1);

    protected override string JobsWithoutKey => DocumentedQuery(2).Replace("typed_tasks.jobs", "typed_tasks_jobs", StringComparison.Ordinal);
}
