using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests.Conformance;

public sealed class SqliteLeaseTests : LeaseConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();
}
