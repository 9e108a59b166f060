using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

public sealed class PgBouncerScenarioTests() : ScenarioTests(DatabaseKind.PgBouncer);
