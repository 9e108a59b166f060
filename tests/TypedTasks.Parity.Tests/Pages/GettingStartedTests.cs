using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace TypedTasks.Parity.Tests.Pages;

/// <summary>Who follows docs/getting-started.md arrives.</summary>
public sealed partial class GettingStartedTests
{
    private static readonly string[] Worker = ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"];
    private static readonly string[] Web = ["Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http"];
    private static readonly string Page = Repository.Read("docs", "getting-started.md");

    private static readonly ILookup<string, string> Files =
        NamedFile().Matches(Page).ToLookup(file => file.Groups["path"].Value, file => file.Groups["code"].Value);

    private static IEnumerable<string> Tasks => [Files["photos/Photos/PhotoTasks.cs"].Single(), Files["photos/Photos/Darkroom.cs"].Single()];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_worker_compiles_without_warnings(int step)
        => Assert.Empty(ReaderProgram.CompileFiles([.. Tasks, Files["photos/Photos/Program.cs"].ElementAt(step)], Worker));

    [Fact]
    public void The_web_application_compiles_without_warnings()
        => Assert.Empty(ReaderProgram.CompileFiles([.. Tasks, Files["photos/Photos.Web/Program.cs"].Single()], [.. Worker, .. Web]));

    [Fact]
    public void The_test_compiles_without_warnings()
        => Assert.Empty(ReaderProgram.CompileFiles([.. Tasks, Files["photos/Photos.Tests/ShrinkPhotoTests.cs"].Single(), "return;"], "Xunit"));

    [Fact]
    public void The_transaction_compiles_without_warnings()
    {
        var statements = Assert.Single(Code().Matches(Page).Select(block => block.Groups["code"].Value), block => block.StartsWith("await using", StringComparison.Ordinal));

        Assert.Empty(ReaderProgram.CompileFiles([.. Tasks, $"using Photos; using Npgsql; using var dataSource = NpgsqlDataSource.Create(\"Host=localhost\");\n{statements}"]));
    }

    /// <summary>docs/testing.md goes on with the same tasks.</summary>
    [Fact]
    public void The_page_about_tests_compiles_without_warnings()
    {
        var blocks = Code().Matches(Repository.Read("docs", "testing.md")).Select(block => block.Groups["code"].Value).ToList();
        var fixture = Assert.Single(blocks, block => block.StartsWith("public sealed class", StringComparison.Ordinal));
        string[] test =
        [
            "using TypedTasks;\nusing Photos;\nusing Xunit;\n",
            "using var all = new Darkrooms(); var host = all.App; var client = all.Client; var job = await ShrinkPhoto.EnqueueAsync(client, new Photo(\"beach\", 4000, 3000), 800);\n",
            .. blocks.Where(block => block != fixture).Select(block => block.StartsWith("using var", StringComparison.Ordinal) ? $"static async Task Burst() {{ {block} }}\nawait Burst();\n" : $"{block}\n"),
            fixture,
        ];

        Assert.True(blocks.Count >= 5, $"{blocks.Count} blocks of C# were found.");
        Assert.Empty(ReaderProgram.CompileFiles([.. Tasks, string.Concat(test)], Worker));
    }

    [Fact]
    public void Its_packages_are_those_that_are_made()
    {
        var packages = Package().Matches(Page).Select(package => package.Groups["name"].Value).Distinct().ToList();

        Assert.Contains("TypedTasks.Postgres", packages);
        Assert.All(packages.Where(package => package.StartsWith("TypedTasks", StringComparison.Ordinal)), package => Repository.Read("src", package, $"{package}.csproj"));
    }

    /// <summary>Downloads the packages of a clean home and takes minutes, so it runs when asked for: what is committed, from <c>dotnet pack</c> to <c>dotnet publish</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Its_commands_lead_from_a_clone_to_a_published_worker()
    {
        var folder = Directory.CreateTempSubdirectory("typedtasks-getting-started-");
        var start = new ProcessStartInfo("bash", ["-e", "-c", Script(folder.FullName)]) { RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        start.Environment["HOME"] = Path.Combine(folder.FullName, "home");

        using var shell = Process.Start(start)!; // a process was named
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.Equal(0, shell.ExitCode);
        Assert.Contains("Job 1 made beach-800.jpg.", output, StringComparison.Ordinal);
        Assert.Contains("Passed!", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning TT", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "photos", "published", "Photos.dll")));
        folder.Delete(recursive: true);
    }

    // The page in its order: a named file is written, a block of commands is run.
    private static string Script(string folder)
    {
        var script = new StringBuilder($"git clone --quiet '{Repository.Root}' typedtasks\nmkdir home\ncd typedtasks\n");
        foreach (Match step in Step().Matches(Page))
        {
            if (step.Groups["commands"] is { Success: true } commands) script.Append(commands.Value);
            else script.Append($"cat > '{folder}/{step.Groups["path"].Value}' <<'END-OF-FILE'\n{step.Groups["code"].Value}END-OF-FILE\n");
        }

        return script.ToString();
    }

    private const string FilePattern = @"^\*\*(?<path>photos/[^*]+)\*\*\n\n```\w+\n(?<code>.*?)^```";

    [GeneratedRegex(FilePattern, RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NamedFile();

    [GeneratedRegex(FilePattern + @"|^```sh\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^dotnet add \S+ package (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Package();
}
