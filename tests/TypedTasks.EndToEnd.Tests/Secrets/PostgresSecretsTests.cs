using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed class PostgresSecretsTests() : SecretsTests(DatabaseKind.Postgres);
