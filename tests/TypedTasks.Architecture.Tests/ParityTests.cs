using System.Text.RegularExpressions;

namespace TypedTasks.Architecture.Tests;

/// <summary>docs/parity.md says for each feature of the older systems how it looks here and which test proves it.</summary>
public sealed partial class ParityTests
{
    private const string Page = "docs/parity.md";

    /// <summary>The features that the first working system must have.</summary>
    private static readonly string[] FirstSystem =
    [
        "DPQ-01", "DPQ-08", "DPQ-09", "DPQ-10", "DPQ-11", "DPQ-12", "DPQ-14", "DPQ-15", "DPQ-16", "DPQ-17", "DPQ-18", "DPQ-19", "DPQ-20", "DPQ-26",
        "DPQ+-01", "DPQ+-14", "DPQ+-20",
        "DJPQ-01", "DJPQ-05", "DJPQ-06", "DJPQ-09", "DJPQ-44", "DJPQ-73",
        "PQ-01", "PQ-03", "PQ-13", "PQ-18", "PQ-19", "PQ-20", "PQ-21", "PQ-23", "PQ-25", "PQ-28",
        "PGTQ-01", "PGTQ-02", "PGTQ-03", "PGTQ-04", "PGTQ-05", "PGTQ-09", "PGTQ-15", "PGTQ-20",
        "DJQ-01", "DJQ-06", "DJQ-07", "DJQ-08", "DJQ-10", "DJQ-13", "DJQ-25", "DJQ-73",
    ];

    [Fact]
    public void Every_feature_of_the_first_system_has_a_row()
    {
        Findings.AssertNone(FirstSystem.Except(Rows().Select(row => row.Id)).Select(id => $"{Page} has no row for {id}"));
    }

    [Fact]
    public void Every_row_names_a_test_that_exists()
    {
        var tests = TestMethods();

        Findings.AssertNone(
            from row in Rows()
            from problem in row.Tests.Count == 0 ? ["names no test (`Class.Method` in the last column)"] : row.Tests.Where(test => !tests.Contains(test)).Select(test => $"names the test {test}, which is not in tests/")
            select $"{Page}: {row.Id} {problem}");
    }

    private static List<(string Id, IReadOnlyList<string> Tests)> Rows() =>
        [.. from line in Repository.Read(Page).Split('\n')
            let row = Row().Match(line)
            where row.Success
            let lastColumn = line.TrimEnd().TrimEnd('|').Split('|')[^1]
            select (row.Groups["id"].Value, (IReadOnlyList<string>)[.. Code().Matches(lastColumn).Select(code => code.Groups["name"].Value)])];

    // A test class is alone in its file, which is named after it.
    private static HashSet<string> TestMethods() =>
        [.. from file in Repository.FilesIn("tests", ".cs")
            from method in Method().Matches(Repository.Read(file))
            select $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}"];

    [GeneratedRegex(@"^\|\s*(?<id>[A-Z]+\+?-\d+)\s*\|")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(Task|ValueTask|void) (?<name>\w+)\(")]
    private static partial Regex Method();
}
