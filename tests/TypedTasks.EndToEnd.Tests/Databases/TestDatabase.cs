using System.Data.Common;
using System.Globalization;
using TypedTasks.Storage;

namespace TypedTasks.EndToEnd.Tests.Databases;

/// <summary>An empty database of one test.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    protected TimeSpan Advanced { get; private set; }

    /// <summary>For the test's own statements.</summary>
    public abstract DbDataSource Source { get; }

    /// <summary>What QuickStart is told about it.</summary>
    public abstract string[] QuickStartArguments { get; }

    /// <summary>What a worker process of the tests is told about it.</summary>
    public abstract string[] WorkerArguments { get; }

    /// <summary>The name of one of our tables as SQL takes it.</summary>
    public abstract string Table(string name);

    public abstract void Use(ITypedTasksBuilder tasks);

    /// <summary>A second way in, to read jobs beside those who run them. The caller disposes it.</summary>
    public abstract IStorage OpenStorage();

    /// <summary>Runs the database's clock forward, for all who read it through the schema.</summary>
    public Task AdvanceClockAsync(TimeSpan by)
    {
        Advanced += by;
        return SetClockAsync();
    }

    public async Task<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
        => await (await Source.OpenConnectionAsync(cancellationToken)).BeginTransactionAsync(cancellationToken);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string table)
    {
        await using var command = Source.CreateCommand($"select count(*) from {table}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The first column of each row, as text.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return rows;
    }

    /// <summary>All that is stored, as one text.</summary>
    public abstract Task<string> DumpAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task SetClockAsync();
}
