using System.Diagnostics;

namespace TypedTasks.History.Running;

/// <summary>A worker or producer in a process of its own, which can be killed, stopped and started again under its name.</summary>
internal sealed class RoleProcess(string name, string[] arguments, string folder) : IDisposable
{
    private Process? _process;
    private int _starts;

    public string Name => name;

    public bool Runs => _process is { HasExited: false };

    /// <summary>Starts it; its events and what it prints go to files of its own, one pair for each start.</summary>
    public void Start()
    {
        _process?.Dispose();
        var life = $"{name}.{++_starts}";
        var program = Path.Combine(AppContext.BaseDirectory, "TypedTasks.History.dll");
        string[] words = ["dotnet", program, .. arguments, "--name", life, "--folder", folder];

        // The shell is replaced by the program, so its number is the program's.
        var line = $"exec {string.Join(' ', words.Select(static word => $"'{word}'"))} > '{Path.Combine(folder, life)}.out' 2>&1";
        _process = Process.Start("sh", ["-c", line]);
    }

    public Task KillAsync() => SendAsync("KILL", wait: true);

    public Task StopAsync() => SendAsync("STOP", wait: false);

    public Task ContinueAsync() => SendAsync("CONT", wait: false);

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>False if it had to be killed.</returns>
    public async Task<bool> EndAsync(TimeSpan patience)
    {
        if (_process is not { HasExited: false } process) return true;
        await SendAsync("TERM", wait: false);
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return false;
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill();
        _process?.Dispose();
    }

    private async Task SendAsync(string signal, bool wait)
    {
        if (_process is not { HasExited: false } process) return;
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        if (wait) await process.WaitForExitAsync();
    }
}
