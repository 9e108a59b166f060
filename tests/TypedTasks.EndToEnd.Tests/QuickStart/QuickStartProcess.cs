using System.Diagnostics;
using System.Text;

namespace TypedTasks.EndToEnd.Tests.QuickStart;

/// <summary>samples/QuickStart, started as a user starts it. The build puts it beside the tests.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private QuickStartProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public static QuickStartProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new QuickStartProcess(new Process { StartInfo = start });
        process._process.OutputDataReceived += (_, line) => Add(process._output, line.Data);
        process._process.ErrorDataReceived += (_, line) => Add(process._errors, line.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<QuickStartResult> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        return await process.EndAsync(cancellationToken);
    }

    public async Task<QuickStartResult> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"QuickStart did not end in time. It said:\n{_output}{_errors}");
        }

        return new QuickStartResult(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is not null) text.AppendLine(line);
    }
}
