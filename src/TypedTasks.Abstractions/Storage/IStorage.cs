namespace TypedTasks.Storage;

/// <summary>A database that holds jobs: the roles of one adapter.</summary>
/// <remarks>All roles may be used by many callers at once. Failures surface as <see cref="StorageException"/>.</remarks>
public interface IStorage : IAsyncDisposable
{
    /// <summary>What logs and errors call it: <c>PostgreSQL "shop" on db1, schema "typed_tasks"</c>. Never a password.</summary>
    string Description { get; }

    /// <summary>How many connections may claim at once for one worker: 2 for PostgreSQL, 1 where there is one writer.</summary>
    int Pumps { get; }

    /// <summary>Creates and checks the tables.</summary>
    IMigrator Migrator { get; }

    /// <summary>Enqueues, claims and finishes: the hot path.</summary>
    IJobStore Jobs { get; }

    /// <summary>The transactions of tasks that take one: database work exactly once.</summary>
    IJobTransactions Transactions { get; }

    /// <summary>Workers, their leases, and the numbers behind names.</summary>
    IWorkerStore Workers { get; }

    /// <summary>Promotes, rescues and prunes.</summary>
    IMaintenanceStore Maintenance { get; }

    /// <summary>Reads jobs as they are stored. What people are to see comes from the <see cref="IJobReader"/> of dependency injection, which shows no sensitive values.</summary>
    IJobReader Reader { get; }

    /// <summary>Changes jobs for people.</summary>
    IJobControl Control { get; }

    /// <summary>Says that there may be work.</summary>
    ISignal Signal { get; }

    /// <summary>Looks whether a worker would have too few connections. A storage without a bound needs none of this.</summary>
    /// <param name="transactions">How many transactions of tasks the worker may hold at once; zero if no task takes one.</param>
    /// <returns>What is too little and what to change, for the log of the worker's start; null if all is well.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.Configuration"/>: there are so few that the worker could not work at all.</exception>
    string? FindShortage(int transactions) => null;
}
