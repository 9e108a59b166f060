using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Another process that enqueues and runs jobs in a file, and says what it has committed.</summary>
internal sealed class Hammer : IDisposable
{
    private readonly Process _process;

    public Hammer(string path, int jobs)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { System.IO.Path.Combine(AppContext.BaseDirectory, "TypedTasks.Sqlite.Hammer.dll"), path, jobs.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The hammer did not start.");
    }

    public List<long> Enqueued { get; } = [];

    public List<long> Finished { get; } = [];

    /// <summary>Follows the process until it has said so many lines.</summary>
    public async Task FollowAsync(int lines, CancellationToken cancellationToken)
    {
        for (var i = 0; i < lines; i++)
        {
            if (await FollowAsync(cancellationToken) is null) throw new InvalidOperationException($"The hammer ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
        }
    }

    /// <summary>Follows the process to its end.</summary>
    public async Task<string> FollowToEndAsync(CancellationToken cancellationToken)
    {
        var last = "";
        while (await FollowAsync(cancellationToken) is { } line) last = line;
        await _process.WaitForExitAsync(cancellationToken);
        return last + await _process.StandardError.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Ends the process as a power switch would, and reads what it had said before.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        while (await FollowAsync(cancellationToken) is not null)
        {
        }

        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task<string?> FollowAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is not [var what, ' ', ..]) return line;

        var jobs = line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ids = jobs.Select(static id => long.Parse(id, CultureInfo.InvariantCulture));
        if (what == 'E') Enqueued.AddRange(ids);
        if (what == 'F') Finished.AddRange(ids);
        return line;
    }
}
