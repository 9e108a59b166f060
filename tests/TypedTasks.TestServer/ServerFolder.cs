namespace TypedTasks.TestServer;

/// <summary>A server's folder in /tmp (short: a socket's path may have 107 bytes). A lock file beside it, held while our process lives,
/// says that the folder is in use; folders whose lock is free are left over from runs that were killed together with their guard.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const string Root = "/tmp";
    private const string NamePrefix = "typedtasks-pg-";

    private readonly FileStream _lock;

    private ServerFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Log => System.IO.Path.Combine(Path, "log");

    public static async Task<ServerFolder> CreateAsync(CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(Root, NamePrefix + Guid.NewGuid().ToString("n")[..12]);
        var folder = new ServerFolder(path, new FileStream(path + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        await ServerUser.RunAsync(["mkdir", "-m", "700", path], cancellationToken);
        return folder;
    }

    /// <summary>Removes the folders of servers whose process and guard are gone.</summary>
    public static void RemoveAbandoned()
    {
        foreach (var lockFile in Directory.GetFiles(Root, NamePrefix + "*.lock"))
        {
            if (!IsFree(lockFile)) continue;

            using var guard = Guard.Start(lockFile[..^".lock".Length]);
            guard.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool IsFree(string lockFile)
    {
        try
        {
            using var stream = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // held, just removed, or another user's
        {
            return false;
        }
    }
}
