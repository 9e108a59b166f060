namespace TypedTasks.Sqlite.Connections;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    /// <summary>Whether two paths lead to one file. SQLite itself resolves a link in place of the file, but not in place of a folder.</summary>
    public static bool AreSame(string first, string second)
        => first == second || (first.Length > 0 && second.Length > 0 && Of(first) == Of(second));

    private static string Of(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null) return path;

        var parent = new DirectoryInfo(Of(folder));
        var target = parent.Exists ? parent.ResolveLinkTarget(returnFinalTarget: true) : null;
        return Path.Combine(target is null ? parent.FullName : Of(target.FullName), Path.GetFileName(path));
    }
}
