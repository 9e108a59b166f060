using System.Diagnostics;

namespace TypedTasks.TestServer;

/// <summary>The process that stops a server and removes its folder as soon as we are gone, even by <c>kill -9</c>. See guard.sh.</summary>
internal sealed class Guard : IDisposable
{
    private readonly Process _process;

    private Guard(Process process) => _process = process;

    public static Guard Start(string folder)
    {
        using var reader = new StreamReader(typeof(Guard).Assembly.GetManifestResourceStream("guard.sh")!); // embedded by the project file
        // A session of its own: Ctrl+C in the terminal and a kill of our process group do not reach it.
        string[] words = ["setsid", "sh", "-c", $"exec >/dev/null 2>&1\n{reader.ReadToEnd()}", "guard", folder];
        return new Guard(Process.Start(Command.StartInfo(words)) ?? throw new InvalidOperationException("'setsid' did not start."));
    }

    /// <summary>Tells it to clean up now.</summary>
    public void Release() => _process.StandardInput.Close();

    public async Task ReleaseAsync()
    {
        Release();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();
}
