using System.Diagnostics;

namespace TypedTasks.EndToEnd.Tests.Deaths;

/// <summary>A worker in a process of its own, started again whenever it dies, as a supervisor does.</summary>
internal sealed class SupervisedWorker : IAsyncDisposable
{
    // Enough for its crash budget, and for a death or two that a busy machine brings.
    private const int MostDeaths = 10;

    private readonly string[] _arguments;
    private readonly string? _heapLimit;
    private readonly List<string> _output = [];
    private readonly Task _supervising;
    private Process _process;
    private volatile bool _stopping;

    /// <param name="arguments">Where its database is.</param>
    /// <param name="heapLimit">Bytes, in hexadecimal digits; null for none.</param>
    public SupervisedWorker(string[] arguments, string? heapLimit = null)
    {
        (_arguments, _heapLimit) = (arguments, heapLimit);
        _process = StartProcess();
        _supervising = SuperviseAsync();
    }

    public int Deaths { get; private set; }

    /// <summary>What to do after each death, before the next start.</summary>
    public Func<Task> AtDeath { get; init; } = () => Task.CompletedTask;

    /// <summary>What it printed last.</summary>
    public string Output
    {
        get { lock (_output) return string.Join('\n', _output.TakeLast(40)); }
    }

    /// <summary>How many lines it has printed.</summary>
    public int Lines
    {
        get { lock (_output) return _output.Count; }
    }

    /// <summary>Whether it has printed a text.</summary>
    public bool HasSaid(string text)
    {
        lock (_output) return _output.Exists(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Sends SIGTERM and waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        await SignalAsync("TERM", cancellationToken);
        await _supervising.WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Sends a signal, such as STOP and CONT, which pause the process.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until it has printed a text.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (!HasSaid(text)) await Task.Delay(20, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        if (!_process.HasExited) _process.Kill();
        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private Process StartProcess()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TypedTasks.EndToEnd.Worker.dll"), .. _arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (_heapLimit is not null) start.Environment["DOTNET_GCHeapHardLimit"] = _heapLimit;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task SuperviseAsync()
    {
        while (true)
        {
            await _process.WaitForExitAsync();
            if (_stopping) return;
            await AtDeath();
            if (++Deaths == MostDeaths) throw new InvalidOperationException($"The worker died {Deaths} times. It said:\n{Output}");
            _process.Dispose();
            _process = StartProcess();
        }
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
    }
}
