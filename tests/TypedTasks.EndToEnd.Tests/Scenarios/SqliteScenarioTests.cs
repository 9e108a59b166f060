using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

public sealed class SqliteScenarioTests() : ScenarioTests(DatabaseKind.Sqlite);
