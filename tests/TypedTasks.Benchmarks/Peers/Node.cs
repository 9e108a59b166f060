using System.Diagnostics;
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
            await RunAsync("node", ["--version"], folder, []);
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))) // npm writes it last
            {
                report.Note($"Installing {peer} with npm in {folder}");
                await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, []);
            }

            return node;
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            report.Note($"{peer} is left out. Install Node.js 18 or later with npm, and let npm reach its registry, to have it measured too. ({problem.Message})");
            return null;
        }
    }

    /// <returns>What the script printed.</returns>
    public Task<string> RunAsync(Database database, params string[] words)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return RunAsync("node", words, _folder, new Dictionary<string, string?>
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PGUSER"] = connection.Username,
            ["PGPASSWORD"] = connection.Password,
            ["PGDATABASE"] = connection.Database,
            ["NODE_ENV"] = "production",
        });
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> words, string folder, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return await output;
        throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with exit code {process.ExitCode}: {(await errors).Trim()} {(await output).Trim()}");
    }
}
