using System.Data.Common;
using TypedTasks.Storage;

namespace TypedTasks.History.Running;

/// <summary>The database of one run.</summary>
public abstract class HistoryDatabase : IAsyncDisposable
{
    /// <summary>For the statements of the run itself; never through the proxy.</summary>
    public abstract DbDataSource Source { get; }

    /// <summary>What processes are told about it.</summary>
    public abstract DatabaseAddress Address { get; }

    /// <summary>The table of workers.</summary>
    public abstract string WorkerTable { get; }

    /// <summary>Opens the storage beside the processes, never through the proxy.</summary>
    public abstract IStorage OpenStorage();

    /// <summary>Runs one statement.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public abstract ValueTask DisposeAsync();
}
