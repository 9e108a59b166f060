using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests;

// The suite through PgBouncer in transaction mode. Signals are left out: there are none, see PgBouncerTests.

public sealed class PooledCancelTests : CancelConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledClaimTests : ClaimConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledClaimOrderTests : ClaimOrderConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledDeadlineTests : DeadlineConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledEnqueueTests : EnqueueConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledEnqueueIdTests : EnqueueIdConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledEnqueueInTransactionTests : EnqueueInTransactionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledFenceTests : FenceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledFinishTests : FinishConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledJobTransactionTests : JobTransactionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledLeaseTests : LeaseConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledMigrationTests : MigrationConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledNumberTests : NumberConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledParkedTests : ParkedConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledPromotionTests : PromotionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledPruneTests : PruneConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledReaderTests : ReaderConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledLostWorkerTests : LostWorkerConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledRescueTests : RescueConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledRetryTests : RetryConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}

public sealed class PooledQueueServiceTests : QueueServiceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.ThroughPgBouncerAsync();
}
