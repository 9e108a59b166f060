using System.Globalization;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Migrations;

/// <summary>One step of the schema: <c>Sql/migrations/0001_create_tables.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Statement)
{
    private const string Folder = "migrations/";
    private const int Digits = 4;

    /// <summary>All steps, first to last.</summary>
    public static Migration[] All(Statements statements)
        => [.. statements.Files.Names
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && char.IsAsciiDigit(name[Folder.Length]))
            .Select(name => new Migration(
                int.Parse(name.AsSpan(Folder.Length, Digits), CultureInfo.InvariantCulture),
                name[(Folder.Length + Digits + 1)..],
                name))
            .OrderBy(migration => migration.Version)];
}
