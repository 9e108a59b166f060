using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Peers;

/// <summary>Runs the scripts of peers that live in npm, from a folder of their own beside the program.</summary>
internal sealed class Node
{
    private readonly string _folder;

    private Node(string folder) => _folder = folder;

    /// <summary>Installs a peer's packages if that has not been done yet.</summary>
    /// <returns>Null, after a note that says why, if this machine can't run it.</returns>
    public static async Task<Node?> InstallAsync(string peer, Report report)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Peers", peer);
        var node = new Node(folder);
        try
        {
            await RunAsync("node", ["--version"], folder, [], _ => { });
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))) // npm writes it last
            {
                report.Note($"Installing {peer} with npm in {folder}");
                await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, [], _ => { });
            }

            return node;
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            report.Note($"{peer} is left out. Install Node.js 20 or later with npm, and let npm reach its registry, to have it measured too. ({problem.Message})");
            return null;
        }
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="database">Where, told by the <c>PG…</c> environment variables.</param>
    /// <param name="onLine">Gets each line that it prints, as it prints it.</param>
    /// <param name="words">The script and its arguments.</param>
    public Task RunAsync(Database database, Action<string> onLine, params string[] words)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return RunAsync("node", words, _folder, new Dictionary<string, string?>
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = connection.Username,
            ["PGPASSWORD"] = connection.Password,
            ["PGDATABASE"] = connection.Database,
            ["NODE_ENV"] = "production",
        }, onLine);
    }

    private static async Task RunAsync(string program, IEnumerable<string> words, string folder, Dictionary<string, string?> environment, Action<string> onLine)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            onLine(line);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with exit code {process.ExitCode}: {(await errors).Trim()} {string.Join(' ', lines)}");
    }
}
