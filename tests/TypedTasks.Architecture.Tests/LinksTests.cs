using System.Text.RegularExpressions;

namespace TypedTasks.Architecture.Tests;

public sealed partial class LinksTests
{
    [Fact]
    public void Links_between_pages_lead_somewhere() =>
        Findings.AssertNone(
            from page in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            from link in Link().Matches(Repository.Read(page))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(page, target)
            select $"{page} links to {target}");

    private static bool LeadsSomewhere(string page, string target)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? page : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(page) ?? "", parts[0])).Replace('\\', '/');
        if (parts.Length == 1) return Repository.Files.Any(known => known == file || known.StartsWith(file.TrimEnd('/') + "/", StringComparison.Ordinal));
        return Repository.Files.Contains(file) && Heading().Matches(Repository.Read(file)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]);
    }

    // As web pages of repositories make them.
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Replace(' ', '-').Where(character => char.IsLetterOrDigit(character) || character is '-' or '_'));

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
