using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed class PostgresSecretsTests() : SecretsTests(DatabaseKind.Postgres)
{
    protected override string KeysInUse => DocumentedQuery(0);

    protected override string JobsWithoutKey => DocumentedQuery(2);
}
