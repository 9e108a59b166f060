using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests;


public sealed class CancelTests : CancelConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class ClaimTests : ClaimConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class ClaimOrderTests : ClaimOrderConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class DeadlineTests : DeadlineConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class EnqueueTests : EnqueueConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class EnqueueIdTests : EnqueueIdConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class EnqueueInTransactionTests : EnqueueInTransactionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class FenceTests : FenceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class FinishTests : FinishConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class JobTransactionTests : JobTransactionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class LeaseTests : LeaseConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class MigrationTests : MigrationConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class ModelTests : ModelConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class NumberTests : NumberConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class ParkedTests : ParkedConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class PromotionTests : PromotionConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class PruneTests : PruneConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class ReaderTests : ReaderConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class RescueTests : RescueConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class RetryTests : RetryConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class SignalTests : SignalConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class QueueServiceTests : QueueServiceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class LostWorkerTests : LostWorkerConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class SuspectTests : SuspectConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}

public sealed class AtMostOnceTests : AtMostOnceConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => PostgresFixture.CreateAsync();
}
