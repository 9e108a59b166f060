using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests.Conformance;

public sealed class SqliteEnqueueTests : EnqueueConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();
}
