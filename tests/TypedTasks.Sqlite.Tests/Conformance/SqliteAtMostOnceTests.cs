using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests.Conformance;

public sealed class SqliteAtMostOnceTests : AtMostOnceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();
}
