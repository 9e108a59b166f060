namespace TypedTasks.Architecture.Tests;

/// <summary>Who may refer to whom, one way only.</summary>
public sealed class ProjectReferencesTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["TypedTasks.Abstractions"] = [],
        ["TypedTasks"] = ["TypedTasks.Abstractions"],
        ["TypedTasks.Postgres"] = ["TypedTasks.Abstractions"],
        ["TypedTasks.Sqlite"] = ["TypedTasks.Abstractions"],
        ["TypedTasks.Dashboard"] = ["TypedTasks.Abstractions"],
        ["TypedTasks.EntityFrameworkCore"] = ["TypedTasks.Abstractions"],
        ["TypedTasks.Testing"] = ["TypedTasks.Abstractions", "TypedTasks"],
        ["TypedTasks.Cli"] = ["TypedTasks.Abstractions", "TypedTasks", "TypedTasks.Postgres", "TypedTasks.Sqlite"],
        ["TypedTasks.Generators"] = [],
        ["TypedTasks.Analyzers"] = [],
        ["TypedTasks.CodeFixes"] = ["TypedTasks.Analyzers"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["TypedTasks.Abstractions"] = [],
        ["TypedTasks.Postgres"] = ["Npgsql", "Microsoft.Extensions."],
        ["TypedTasks.Sqlite"] = ["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.", "Microsoft.Extensions."],
        ["TypedTasks"] = ["Microsoft.Extensions."],
    };

    private static IEnumerable<ProjectFile> ProductProjects =>
        ProjectFile.All.Where(project => project.Path.Split('/')[0] is "src" or "generators" or "analyzers");

    [Fact]
    public void Product_projects_refer_to_each_other_one_way_only() =>
        Findings.AssertNone(
            from project in ProductProjects
            from reference in project.Projects
            where !AllowedProjects.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference)
            select $"{project.Path} refers to {reference}");

    [Fact]
    public void Product_projects_bring_only_the_packages_they_exist_for() =>
        Findings.AssertNone(
            from project in ProductProjects
            from package in project.Packages
            where AllowedPackages.TryGetValue(project.Name, out var allowed) && !allowed.Any(start => package.StartsWith(start, StringComparison.Ordinal))
            select $"{project.Path} refers to the package {package}");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("TypedTasks.sln").Replace('\\', '/');

        Findings.AssertNone(ProjectFile.All.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)).Select(project => project.Path));
    }

    [Fact]
    public void Package_sources_are_the_user_s_choice() =>
        Assert.DoesNotContain(Repository.Files, file => Path.GetFileName(file).Equals("nuget.config", StringComparison.OrdinalIgnoreCase));
}
