namespace TypedTasks.TestServer;

/// <summary>A data folder fresh from initdb, made once per process: initdb takes a second, a copy a tenth of it.</summary>
internal static class Template
{
    private static readonly Lazy<Task<string>> Data = new(CreateAsync);

    // Held for the life of the process: once collected, the guard would take the folder away.
    private static Guard? _guard;
    private static ServerFolder? _folder;

    public static async Task CopyToAsync(string folder, CancellationToken cancellationToken) =>
        await ServerUser.RunAsync(["cp", "-a", await Data.Value.WaitAsync(cancellationToken), folder], cancellationToken);

    private static async Task<string> CreateAsync()
    {
        var binaries = PostgresBinaries.Find();
        _folder = await ServerFolder.CreateAsync(CancellationToken.None);
        _guard = Guard.Start(_folder.Path);
        await ServerUser.RunAsync(
            [binaries.InitDb, "-D", _folder.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        return _folder.Data;
    }
}
