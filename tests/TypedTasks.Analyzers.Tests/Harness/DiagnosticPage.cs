using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>A page of docs/diagnostics.</summary>
/// <param name="Id">The diagnostic's number, from the file's name.</param>
/// <param name="Text">The page.</param>
internal sealed partial record DiagnosticPage(string Id, string Text)
{
    public string Heading => Text[..Text.IndexOf('\n', StringComparison.Ordinal)];

    public string Wrong => Example("Wrong");

    public string Right => Example("Right");

    /// <summary>The language version that the wrong example is about.</summary>
    public LanguageVersion WrongLanguage
        => LangVersion().Match(Section("Wrong")) is { Success: true } match && LanguageVersionFacts.TryParse(match.Groups[1].Value, out var version)
            ? version
            : LanguageVersion.CSharp12;

    public static IReadOnlyList<DiagnosticPage> ReadAll()
        => [.. Directory.EnumerateFiles(Repository.PathOf("docs", "diagnostics"), "TT*.md")
            .Order(StringComparer.Ordinal)
            .Select(path => new DiagnosticPage(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];

    public string Section(string name) => Regex.Match(Text, $@"^## {name}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    /// <summary>The lock file that the wrong example is compiled with.</summary>
    public Locking WrongLocking => LockingOf("Wrong");

    /// <summary>The lock file that the right example is compiled with.</summary>
    public Locking RightLocking => LockingOf("Right");

    private Locking LockingOf(string section)
    {
        if (!Id.StartsWith("TT5", StringComparison.Ordinal)) return Locking.Off;
        var text = Section(section);
        var file = JsonBlock().Match(text);
        return new Locking(file.Success ? file.Groups[1].Value : null, [.. Property().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value))]);
    }

    private string Example(string section)
    {
        var example = CodeBlock().Match(Section(section));
        Assert.True(example.Success, $"{Id}.md has no C# example under '{section}'.");
        return example.Groups[1].Value;
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"^<(\w+)>([^<]+)</", RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex(@"<LangVersion>([\d.]+)</LangVersion>")]
    private static partial Regex LangVersion();
}
