using System.Diagnostics;

namespace TypedTasks.TestServer;

/// <summary>Runs one program to its end.</summary>
internal static class Command
{
    public static async Task<string> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken = default)
    {
        using var process = Process.Start(StartInfo(words)) ?? throw new InvalidOperationException($"'{words[0]}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0) return await output;

        throw new InvalidOperationException($"'{string.Join(' ', words)}' ended with exit code {process.ExitCode}: {await errors}{await output}");
    }

    public static string Run(params string[] words) => Task.Run(() => RunAsync(words)).GetAwaiter().GetResult();

    public static ProcessStartInfo StartInfo(IReadOnlyList<string> words)
    {
        var info = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // the server's user may not be able to enter ours
        };
        // PGDATA, PGPORT, PGOPTIONS ... of the developer are meant for another server.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }
}
