using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>A lock file that lost versions which the code names: the build says that, once, and not that a type is missing.</summary>
public sealed class LostHistoryTests
{
    private const string Before = "public static class T { [QueueTask] public static void Sum(int number) { } }";

    private const string Source =
        """
        public static class T
        {
            [QueueTask(Version = 2)]
            public static void Sum(string text) { }

            internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Text = "1" };

            [QueueTask]
            public static void Other(int x) { }
        }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("TypedTasksLockFile", "required")]
    [InlineData("TypedTasksLockFile", "write")]
    [InlineData("_IsPublishing", "true")]
    [InlineData("ContinuousIntegrationBuild", "true")]
    public void A_missing_file_is_told_and_not_written_anew(string property, string value)
    {
        var compiled = Compiled.From(Source, locking: new Locking(null, (property, value)));
        var told = Assert.Single(Told(compiled));
        Assert.Equal("TT5003", told.Id);
        Assert.Contains("'Sum' has Version = 2", Message(told), StringComparison.Ordinal);
        Assert.Contains("Restore it from version control", Message(told), StringComparison.Ordinal);
        Assert.Equal(3, told.Location.GetLineSpan().StartLinePosition.Line);
        Assert.DoesNotContain(compiled.Compilation.SyntaxTrees, IsLockText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("write")]
    public void A_malformed_file_is_told_with_its_line(string wish)
    {
        var compiled = Compiled.From(Source, locking: new Locking("{\n<<<<<<< HEAD", ("TypedTasksLockFile", wish)));
        var told = Assert.Single(Told(compiled));
        Assert.Equal(("TT5001", 1), (told.Id, told.Location.GetLineSpan().StartLinePosition.Line));
        Assert.DoesNotContain(compiled.Compilation.SyntaxTrees, IsLockText);
    }

    [Theory]
    [InlineData("""{ "format": 1, "tasks": {} }""")]
    [InlineData("""{ "format": 1, "tasks": { "Sum": { "versions": { "2": { "parameters": { "text": { "type": "string", "required": true } } } } } } }""")]
    public void A_file_that_lost_the_version_keeps_what_it_has(string file)
    {
        var compiled = Compiled.From(Source, locking: new Locking(file, ("TypedTasksLockFile", "write")));
        var told = Assert.Single(Told(compiled));
        Assert.Equal("TT5021", told.Id);
        Assert.Contains("has no version 1 of it", Message(told), StringComparison.Ordinal);
        var settled = compiled.Compilation.SyntaxTrees.Single(IsLockText).ToString().Split("\"Sum\"");
        Assert.DoesNotContain("\"1\": {", settled.Length > 1 ? settled[1] : "", StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_Upgrade_the_analyzer_tells_it()
    {
        const string Raised = "public static class T { [QueueTask(Version = 2)] public static void Sum(long number) { } }";
        foreach (var wish in new[] { "", "required", "write" })
            Assert.Equal(["TT5003"], Compiled.From(Raised, locking: new Locking(null, ("TypedTasksLockFile", wish))).Ours.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void An_Upgrade_to_a_version_that_is_not_reached_is_told_where_it_stands()
    {
        var compiled = Compiled.From(Source.Replace("(Version = 2)", "", StringComparison.Ordinal).Replace("string text", "int number", StringComparison.Ordinal), locking: new Locking(Locking.Settle(Before)));
        Assert.Contains("TT5023", compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain("CS0426", compiled.Compiler.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void The_fault_of_a_task_that_has_an_Upgrade_is_not_hidden()
    {
        var compiled = Compiled.From(Source.Replace("string text", "object text", StringComparison.Ordinal), locking: new Locking(Locking.Settle(Before)));
        Assert.Contains("TT2002", compiled.Ours.Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain("CS0426", compiled.Compiler.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void With_the_file_nothing_is_told_and_no_type_is_empty()
    {
        var compiled = Compiled.From(Source, locking: new Locking(Locking.Settle(Source, Locking.Settle(Before))));
        Assert.Empty(compiled.Ours.Concat(compiled.Compiler));
        Assert.DoesNotContain(compiled.Compilation.SyntaxTrees, tree => tree.ToString().Contains("EditorBrowsableState", StringComparison.Ordinal));
    }

    // What a build shows: with an error of the generator or about a declaration neither bodies nor analyzers are looked at. None is said twice.
    private static IEnumerable<Diagnostic> Told(Compiled compiled)
        => compiled.Compiler.Concat(compiled.Ours).Where(diagnostic => diagnostic.Id is "CS0426" or "TT5001" or "TT5002" or "TT5003" or "TT5021" or "TT5023");

    private static bool IsLockText(SyntaxTree tree) => tree.FilePath.EndsWith("tasks.lock.g.cs", StringComparison.Ordinal);

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
