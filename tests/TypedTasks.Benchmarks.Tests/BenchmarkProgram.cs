using System.Diagnostics;
using System.Text.Json;

namespace TypedTasks.Benchmarks.Tests;

/// <summary>The benchmarks' program, started as a user starts it. The build puts it beside the tests.</summary>
internal static class BenchmarkProgram
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramResult> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TypedTasks.Benchmarks.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var figures = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var notes = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, await notes, [.. (await figures).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
