using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed class SqliteSecretsTests() : SecretsTests(DatabaseKind.Sqlite);
