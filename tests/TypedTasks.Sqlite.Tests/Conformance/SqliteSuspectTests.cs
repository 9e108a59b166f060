using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests.Conformance;

public sealed class SqliteSuspectTests : SuspectConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();
}
