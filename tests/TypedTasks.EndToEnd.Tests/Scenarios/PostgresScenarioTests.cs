using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

public sealed class PostgresScenarioTests() : ScenarioTests(DatabaseKind.Postgres);
