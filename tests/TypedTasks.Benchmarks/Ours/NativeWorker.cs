using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>samples/AotWorker, published as a native binary into a temporary folder.</summary>
internal sealed class NativeWorker : IDisposable
{
    private readonly string _folder;

    private NativeWorker(string folder) => _folder = folder;

    /// <exception cref="InvalidOperationException">It can't be published here; the message says what the build said.</exception>
    public static async Task<NativeWorker> PublishAsync()
    {
        var project = Path.Combine(RepositoryRoot(), "samples", "AotWorker", "AotWorker.csproj");
        var worker = new NativeWorker(Directory.CreateTempSubdirectory("typedtasks-benchmark-").FullName);
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", worker._folder, "-nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? worker : throw new InvalidOperationException($"samples/AotWorker could not be published as a native binary: {output.Trim()}");
    }

    public Process Start(string connectionString)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, "AotWorker")) { RedirectStandardOutput = true, WorkingDirectory = _folder };
        start.Environment["ConnectionStrings__Warehouse"] = connectionString;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The native worker did not start.");
        _ = process.StandardOutput.ReadToEndAsync(); // so that its log does not stop it
        return process;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TypedTasks.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds TypedTasks.sln; run the benchmarks from where they were built.");
    }
}
