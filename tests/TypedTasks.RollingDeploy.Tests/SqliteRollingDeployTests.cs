using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.RollingDeploy.Tests;

public sealed class SqliteRollingDeployTests() : RollingDeployTests(DatabaseKind.Sqlite);
