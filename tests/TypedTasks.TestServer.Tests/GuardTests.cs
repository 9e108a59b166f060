using System.Diagnostics;
using Npgsql;

namespace TypedTasks.TestServer.Tests;

/// <summary>A server must not outlive the process that started it, however that ends.</summary>
public sealed class GuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_ends_and_its_folder_goes_when_its_process_is_killed()
    {
        using var parent = await ServerProcess.StartAsync();
        await using var session = new NpgsqlConnection(parent.ConnectionString);
        await session.OpenAsync(Cancellation);
        await using var endless = new NpgsqlCommand("select pg_sleep(3600)", session) { CommandTimeout = 0 };
        var running = endless.ExecuteNonQueryAsync(Cancellation);
        var removed = parent.FolderRemoved();

        parent.Kill();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => running); // ends with the server
        await removed;
    }

    [Fact]
    public async Task A_folder_whose_guard_was_killed_too_is_removed_by_the_next_start()
    {
        using var parent = await ServerProcess.StartAsync();
        var removed = parent.FolderRemoved();

        parent.KillGuard();
        parent.Kill();
        Assert.True(Directory.Exists(parent.Folder));

        var inUse = await SharedPostgres.GetAsync();
        await using var next = await PostgresServer.CreateAsync(cancellationToken: Cancellation);

        await removed;
        Assert.True(Directory.Exists(inUse.Folder));
    }

    /// <summary>A program that starts a server and waits: TypedTasks.TestServer.Run, which the build puts beside the tests.</summary>
    private sealed class ServerProcess : IDisposable
    {
        private readonly Process _process;

        private ServerProcess(Process process, string connectionString)
        {
            _process = process;
            ConnectionString = connectionString + ";Pooling=false";
            Folder = new NpgsqlConnectionStringBuilder(connectionString).Host!; // the program printed it
        }

        public string ConnectionString { get; }

        public string Folder { get; }

        public static async Task<ServerProcess> StartAsync()
        {
            var program = Path.Combine(AppContext.BaseDirectory, "TypedTasks.TestServer.Run.dll");
            var info = new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            var process = Process.Start(info) ?? throw new InvalidOperationException("'dotnet' did not start.");
            var connectionString = await process.StandardOutput.ReadLineAsync(Cancellation);
            Assert.NotNull(connectionString);
            return new ServerProcess(process, connectionString);
        }

        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void KillGuard()
        {
            var guard = Process.GetProcessesByName("sh").Single(process => CommandLine(process).EndsWith($"\0guard\0{Folder}\0", StringComparison.Ordinal));
            guard.Kill();
            guard.WaitForExit();
        }

        public async Task FolderRemoved()
        {
            var removed = new TaskCompletionSource();
            using var watcher = new FileSystemWatcher(Path.GetDirectoryName(Folder)!, Path.GetFileName(Folder)); // it is below /tmp
            watcher.Deleted += (_, _) => removed.TrySetResult();
            watcher.EnableRaisingEvents = true;
            await removed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }

        public void Dispose()
        {
            if (!_process.HasExited) _process.Kill();
            _process.Dispose();
        }

        private static string CommandLine(Process process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException) // it ended meanwhile
            {
                return "";
            }
        }
    }
}
