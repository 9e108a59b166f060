using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>This program once more, as nothing but a worker. It ends when its standard input does, hence also with the process that started it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    public const string Verb = "worker";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Bytes of memory that are the process's own or shared, as the system counts them.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Lines that its tasks print.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <param name="database">The kind of storage, <c>postgres</c> or <c>sqlite</c>, and its connection string or file.</param>
    /// <param name="slots">Its concurrency.</param>
    /// <returns>A worker that is registered and waits for jobs.</returns>
    public static async Task<WorkerProcess> StartAsync((string Kind, string Place) database, int slots)
    {
        string[] words = [typeof(WorkerProcess).Assembly.Location, Verb, database.Kind, database.Place, slots.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", words) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        if (await process.StandardOutput.ReadLineAsync() != Verb) throw new InvalidOperationException("The worker process did not start; its error is above.");
        return new WorkerProcess(process);
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var (kind, place, slots) = (words[0], words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
        Action<ITypedTasksBuilder> storage = kind == "sqlite" ? tasks => tasks.UseSqlite(place) : tasks => tasks.UsePostgres(place);
        using var host = OurHost.Build(storage, worker => worker.Concurrency(slots));
        await host.StartAsync();
        Console.Out.WriteLine(Verb);
        await Task.Run(Console.In.ReadToEnd);
        await host.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
