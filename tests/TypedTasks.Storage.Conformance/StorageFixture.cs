using System.Data.Common;

namespace TypedTasks.Storage.Conformance;

/// <summary>One empty database (or schema, or file) of a test, with what the storage roles don't offer.</summary>
public abstract class StorageFixture : IAsyncDisposable
{
    /// <summary>Opens a storage on the database, as another process would. The fixture disposes it.</summary>
    public abstract ValueTask<IStorage> OpenAsync();

    /// <summary>Opens a connection of a caller's own to the database and begins a transaction. The fixture closes what is left open.</summary>
    public abstract ValueTask<DbTransaction> BeginTransactionAsync();

    /// <summary>Runs the database's clock forward, for all who read it through the schema. May be called again; the steps add up.</summary>
    public abstract Task AdvanceClockAsync(TimeSpan by);

    /// <summary>Stops the database's clock at a moment, for all who read it through the schema.</summary>
    public abstract Task SetClockAsync(DateTimeOffset now);

    /// <summary>Deletes all jobs and workers; queues and contracts stay.</summary>
    public abstract Task ClearAsync();

    /// <summary>Makes the schema say that its version is one below (-1) or above (+1) the one it has.</summary>
    public abstract Task ShiftSchemaVersionAsync(int by);

    /// <summary>Counts the rows of one of the tables <c>job</c>, <c>job_history</c> and <c>attempt_error</c>.</summary>
    public abstract Task<long> CountRowsAsync(string table);

    /// <summary>Drops the database with everything opened on it.</summary>
    public abstract ValueTask DisposeAsync();
}
