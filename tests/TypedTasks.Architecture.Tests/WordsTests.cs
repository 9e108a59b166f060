namespace TypedTasks.Architecture.Tests;

public sealed class WordsTests
{
    private static readonly string[] Readable =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".sql", ".md", ".sh", ".json", ".txt", ".csv", ".html", ".css", ".js", ".yml", ""];

    /// <summary>Paths of one machine and papers that are not part of the repository; in pieces, or this file would be a finding.</summary>
    private static readonly string[] Foreign =
        ["/wor" + "k/", "/tmp/" + "wt", "shared" + "/design", "storage" + "-lab", "payload" + "-rules.md", "lessons" + ".md", "conventions" + ".md", "parity" + "-checklist", "dashboard" + "-checklist"];

    [Fact]
    public void Nothing_points_outside_the_repository() =>
        Findings.AssertNone(
            from file in Repository.Files
            where Readable.Contains(Path.GetExtension(file))
            let text = Repository.Read(file)
            from word in Foreign
            where text.Contains(word, StringComparison.Ordinal)
            select $"{file} mentions {word}");
}
