using System.Xml.Linq;

namespace TypedTasks.Architecture.Tests;

/// <summary>What one project refers to, as far as it ends up in its assembly's references.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static IEnumerable<ProjectFile> All => Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Load);

    private static ProjectFile Load(string path)
    {
        var items = XDocument.Parse(Repository.Read(path)).Descendants().ToList();
        return new ProjectFile(
            path,
            [.. items.Where(item => item.Name == "ProjectReference" && !StaysOutside(item)).Select(item => System.IO.Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/')))],
            [.. items.Where(item => item.Name == "PackageReference" && !StaysOutside(item)).Select(Include)]);
    }

    private static string Include(XElement item) => (string?)item.Attribute("Include") ?? "";

    /// <summary>Analyzers and build-time packages leave no reference behind.</summary>
    private static bool StaysOutside(XElement item) =>
        Value(item, "ReferenceOutputAssembly") == "false" || Value(item, "PrivateAssets") == "all";

    private static string? Value(XElement item, string name) => (string?)item.Attribute(name) ?? (string?)item.Element(name);
}
