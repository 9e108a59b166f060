using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.RollingDeploy.Tests;

public sealed class PostgresRollingDeployTests() : RollingDeployTests(DatabaseKind.Postgres);
