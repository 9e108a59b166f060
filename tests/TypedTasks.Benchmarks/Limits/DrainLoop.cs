using System.Diagnostics;
using Npgsql;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>One connection of the drain limit.</summary>
internal sealed class DrainLoop : IAsyncDisposable
{
    private const int BatchSize = 500;

    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly int _worker;
    private readonly NpgsqlParameter<long[]> _finished = new();
    private readonly NpgsqlParameter<short> _markRank = new();
    private readonly NpgsqlParameter<DateTime> _markExpectedBy = new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter<long> _markId = new();

    private long _scannedAt = Stopwatch.GetTimestamp();

    private DrainLoop(NpgsqlConnection connection, int worker)
    {
        _connection = connection;
        _worker = worker;
        _batch = new NpgsqlBatch(connection);
        _batch.BatchCommands.Add(Finish());
        _batch.BatchCommands.Add(Claim());
        _finished.TypedValue = [];
        MarkLowest();
    }

    public static async Task<DrainLoop> PrepareAsync(LimitTables tables, int worker)
    {
        var loop = new DrainLoop(await tables.ConnectAsync(), worker);
        await loop._batch.PrepareAsync();
        return loop;
    }

    /// <summary>Until a claim that looked at everything finds nothing.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            var fromLowest = _markId.TypedValue == 0;
            var claimed = await ExchangeAsync();
            if (claimed == 0 && fromLowest) return;
            Rescan(claimed);
        }
    }

    /// <summary>Looks at everything next time if the last claim was a short one, or a second has passed.</summary>
    public void Rescan(int claimed)
    {
        if (claimed == BatchSize && Stopwatch.GetElapsedTime(_scannedAt) < RescanInterval) return;
        MarkLowest();
        _scannedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Finishes what the last call claimed and claims more, in one round trip.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> ExchangeAsync()
    {
        var ids = new List<long>(BatchSize);
        await using var reader = await _batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ids.Add(Read(reader));
            var mark = (reader.GetInt16(9), reader.GetDateTime(10), ids[^1]);
            if (mark.CompareTo((_markRank.TypedValue, _markExpectedBy.TypedValue, _markId.TypedValue)) > 0)
                (_markRank.TypedValue, _markExpectedBy.TypedValue, _markId.TypedValue) = mark;
        }

        _finished.TypedValue = [.. ids];
        return ids.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>Everything a worker would need is read, though nothing is done with it.</summary>
    private static long Read(NpgsqlDataReader reader)
    {
        reader.GetInt32(1);
        reader.GetInt32(2);
        reader.GetInt32(3);
        reader.GetInt32(4);
        reader.GetInt32(5);
        reader.GetInt16(6);
        reader.GetDateTime(7);
        reader.GetFieldValue<byte[]>(8);
        return reader.GetInt64(0);
    }

    private void MarkLowest()
        => (_markRank.TypedValue, _markExpectedBy.TypedValue, _markId.TypedValue) = (short.MinValue, DateTime.MinValue, 0);

    private NpgsqlBatchCommand Finish() => new(LimitTables.Sql("finish_jobs"))
    {
        Parameters = { _finished, new NpgsqlParameter<int> { TypedValue = _worker } },
    };

    private NpgsqlBatchCommand Claim() => new(LimitTables.Sql("claim_jobs"))
    {
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = _worker },
            new NpgsqlParameter<int> { TypedValue = LimitTables.Queue },
            _markRank, _markExpectedBy, _markId,
            new NpgsqlParameter<int> { TypedValue = BatchSize },
        },
    };
}
