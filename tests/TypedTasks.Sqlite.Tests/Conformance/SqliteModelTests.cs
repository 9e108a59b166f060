using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests.Conformance;

public sealed class SqliteModelTests : ModelConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();
}
