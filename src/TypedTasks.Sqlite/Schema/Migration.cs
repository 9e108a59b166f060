using System.Globalization;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Schema;

/// <summary>One numbered step of the schema: <c>migrations/0001_create_tables</c>.</summary>
internal sealed record Migration(int Version, string Name, string File)
{
    private const string Folder = "migrations/";

    public static IReadOnlyList<Migration> FindAll(SqlFiles files)
        => [.. files.Names
            .Where(static file => file.StartsWith(Folder, StringComparison.Ordinal) && char.IsAsciiDigit(file[Folder.Length]))
            .Select(Parse)
            .OrderBy(static migration => migration.Version)];

    private static Migration Parse(string file)
    {
        var name = file[Folder.Length..];
        var end = name.IndexOf('_', StringComparison.Ordinal);
        return new Migration(int.Parse(name.AsSpan(0, end), CultureInfo.InvariantCulture), name[(end + 1)..], file);
    }
}
