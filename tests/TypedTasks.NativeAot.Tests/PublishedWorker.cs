using System.Diagnostics;
using System.Runtime.InteropServices;

[assembly: AssemblyFixture(typeof(TypedTasks.NativeAot.Tests.PublishedWorker))]

namespace TypedTasks.NativeAot.Tests;

/// <summary>samples/AotWorker as a user would ship it: published once per test run into a fresh folder, every warning an error.</summary>
public sealed class PublishedWorker : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    private readonly string _folder = Directory.CreateTempSubdirectory("typedtasks-aot-").FullName;

    public string Program => Path.Combine(_folder, "publish", "AotWorker");

    /// <summary>What was published.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path.GetDirectoryName(Program)!).Select(file => Path.GetFileName(file)!)]; // both have names

    /// <summary>What the build said.</summary>
    public string Log => File.ReadAllText(LogFile);

    private string LogFile => Path.Combine(_folder, "publish.log");

    public async ValueTask InitializeAsync()
    {
        // Build servers outlive the build; through a shell and a file, none of them can hold a pipe of ours.
        var publish = $"""
            exec dotnet publish "{Path.Combine(RepositoryRoot(), "samples", "AotWorker", "AotWorker.csproj")}" -c Release -r {RuntimeInformation.RuntimeIdentifier} \
                -o "{Path.GetDirectoryName(Program)}" -warnaserror -nologo -v minimal -nodeReuse:false -p:UseSharedCompilation=false >"{LogFile}" 2>&1 </dev/null
            """;
        using var process = Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", publish } })!; // a shell is always there
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"Publishing took longer than {Patience.TotalMinutes} minutes:\n{Log}");
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"AotWorker could not be published:\n{Log}");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TypedTasks.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds TypedTasks.sln; run the tests from where they were built.");
    }
}
