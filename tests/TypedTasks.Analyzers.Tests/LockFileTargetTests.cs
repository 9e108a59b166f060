using System.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>The MSBuild target that copies the settled lock file out of the generated comments.</summary>
public sealed class LockFileTargetTests
{
    [Fact]
    public async Task Whatever_stands_in_the_file_is_written_as_it_is()
    {
        var file = Locking.Settle(
            """
            public static class T
            {
                [QueueTask]
                public static void One(string a = "\"quoted\" \\ \n 😀", string b = "50%; a;b %3B %255C $(OS) @(Compile) %(Identity) (x) *.* ? 'c' // // é", params string[] ends) { }
            }
            """);
        var folder = Directory.CreateTempSubdirectory("lock");
        try
        {
            var generated = Directory.CreateDirectory(Path.Combine(folder.FullName, "generated", "TypedTasks.Generators", "TypedTasks.Generators.TaskGenerator"));
            await File.WriteAllTextAsync(Path.Combine(generated.FullName, "tasks.lock.g.cs"), string.Concat(file.TrimEnd('\n').Split('\n').Select(line => "// " + line + "\n")), TestContext.Current.CancellationToken);
            var project = Path.Combine(folder.FullName, "Some.proj");
            await File.WriteAllTextAsync(
                project,
                $"""
                <Project>
                  <PropertyGroup>
                    <TypedTasksLockFile>write</TypedTasksLockFile>
                    <CompilerGeneratedFilesOutputPath>$(MSBuildProjectDirectory)/generated</CompilerGeneratedFilesOutputPath>
                  </PropertyGroup>
                  <Import Project="{Repository.PathOf("src", "TypedTasks.Abstractions", "buildTransitive", "TypedTasks.Abstractions.targets")}" />
                </Project>
                """,
                TestContext.Current.CancellationToken);
            await RunAsync(project, TestContext.Current.CancellationToken, "-t:TypedTasksWriteLockFile");
            Assert.Equal(file, (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "tasks.lock.json"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_wish_to_write_may_stand_in_the_project_file()
    {
        var folder = Directory.CreateTempSubdirectory("lock");
        try
        {
            // As a package brings them: the props before the project's own properties, the targets behind.
            var project = Path.Combine(folder.FullName, "Shop.csproj");
            var extensions = Directory.CreateDirectory(Path.Combine(folder.FullName, "obj")).FullName;
            await WriteAsync(project, """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><TypedTasksLockFile>write</TypedTasksLockFile></PropertyGroup></Project>""");
            foreach (var kind in new[] { "props", "targets" })
                await WriteAsync(
                    Path.Combine(extensions, "Shop.csproj.package.g." + kind),
                    $"""<Project><Import Project="{Repository.PathOf("src", "TypedTasks.Abstractions", "buildTransitive", "TypedTasks.Abstractions." + kind)}" /></Project>""");

            var properties = await RunAsync(project, TestContext.Current.CancellationToken, "-getProperty:EmitCompilerGeneratedFiles", "-getProperty:CompilerGeneratedFilesOutputPath");
            Assert.Contains("\"EmitCompilerGeneratedFiles\": \"true\"", properties, StringComparison.Ordinal);
            Assert.DoesNotContain("\"CompilerGeneratedFilesOutputPath\": \"\"", properties, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

    private static async Task<string> RunAsync(string project, CancellationToken cancellationToken, params string[] wishes)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, .. wishes, "-nologo", "-v:m", "-nodeReuse:false"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await build.StandardOutput.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        Assert.True(build.ExitCode == 0, output);
        return output;
    }
}
