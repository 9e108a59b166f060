using System.Threading.Channels;
using Npgsql;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>
/// Jobs per second of callers whose single jobs meet in a channel, from which two connections take up to 1,000 at a time for one
/// <c>insert … select from unnest(…)</c>. Each caller waits until its own job is committed.
/// </summary>
internal static class CoalescedInsertLimit
{
    private const int Connections = 2;
    private const int MostJobs = 1000;

    public static async Task<Measured> MeasureAsync(Database database, int callers, TimeSpan duration)
    {
        await LimitTables.CreateAsync(database);
        var calls = Channel.CreateUnbounded<TaskCompletionSource<long>>();
        var inserting = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => InsertAsync(database, calls.Reader))).ToArray();
        var measured = await Callers.MeasureAsync(database, callers, duration, () => Task.FromResult(new Caller(() => CallAsync(calls.Writer))));
        calls.Writer.Complete();
        await Task.WhenAll(inserting);
        return measured;
    }

    private static Task<long> CallAsync(ChannelWriter<TaskCompletionSource<long>> calls)
    {
        var call = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.TryWrite(call);
        return call.Task;
    }

    private static async Task InsertAsync(Database database, ChannelReader<TaskCompletionSource<long>> calls)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(LimitTables.Sql("insert_jobs"), connection);
        LimitTables.BindMany(command.Parameters, 1, 0);
        await command.PrepareAsync();
        var group = new List<TaskCompletionSource<long>>(MostJobs);
        for (var first = 0; await calls.WaitToReadAsync(); first += group.Count)
        {
            group.Clear();
            while (group.Count < MostJobs && calls.TryRead(out var call)) group.Add(call);
            if (group.Count > 0) await InsertAsync(command, group, first);
        }
    }

    private static async Task InsertAsync(NpgsqlCommand command, List<TaskCompletionSource<long>> group, int first)
    {
        LimitTables.BindMany(command.Parameters, group.Count, first);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>(group.Count);
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        await reader.CloseAsync(); // committed
        for (var i = 0; i < ids.Count; i++) group[i].SetResult(ids[i]);
    }
}
