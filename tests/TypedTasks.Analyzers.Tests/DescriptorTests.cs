using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers.Tests;

public sealed class DescriptorTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Descriptors =
        [.. Compiled.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    private static readonly IReadOnlyList<DiagnosticPage> Pages = DiagnosticPage.ReadAll();

    [Fact]
    public void Every_analyzer_of_the_assembly_is_under_test()
        => Assert.Equal(
            typeof(TaskAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => type.Name).Order(),
            Compiled.Analyzers.Select(analyzer => analyzer.GetType().Name).Order());

    [Fact]
    public void Every_number_stands_for_one_descriptor()
        => Assert.Equal(Descriptors.Select(descriptor => descriptor.Id).Distinct(), Descriptors.Select(descriptor => descriptor.Id));

    [Fact]
    public void Every_number_of_the_rules_has_a_descriptor()
    {
        var numbers = typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string?)field.GetRawConstantValue());
        Assert.Equal(numbers.Order(StringComparer.Ordinal), Descriptors.Select(descriptor => descriptor.Id));
    }

    [Fact]
    public void Every_descriptor_has_a_page_under_its_title()
        => Assert.Equal(Descriptors.Select(descriptor => $"# {descriptor.Id}: {descriptor.Title}"), Pages.Select(page => page.Heading));

    [Fact]
    public void Every_page_says_what_and_why()
        => Assert.All(Pages, page =>
        {
            Assert.NotEqual("", page.Section("What").Trim());
            Assert.NotEqual("", page.Section("Why").Trim());
        });

    [Fact]
    public void The_table_lists_every_descriptor()
    {
        var table = File.ReadAllText(Repository.PathOf("docs", "diagnostics", "README.md"));
        Assert.All(Descriptors, descriptor => Assert.Contains(
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} | {descriptor.Title} |", table, StringComparison.Ordinal));
        Assert.Equal(Descriptors.Count, Regex.Count(table, @"^\| \[TT\d{4}\]", RegexOptions.Multiline));
    }

    [Fact]
    public void Every_message_says_what_why_and_how_to_fix()
        => Assert.All(Descriptors, descriptor =>
        {
            var message = descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(Regex.Count(message, @"\.(?= [A-Z{]|$)") >= 2, $"{descriptor.Id}: {message}");
            Assert.EndsWith(".", message, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_descriptor_links_to_its_page()
        => Assert.All(Descriptors, descriptor
            => Assert.Equal($"https://github.com/typedtasks/typedtasks/blob/main/docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri));

    [Fact]
    public void Errors_can_not_be_turned_off_and_everything_else_can()
        => Assert.All(Descriptors, descriptor
            => Assert.Equal(descriptor.DefaultSeverity == DiagnosticSeverity.Error, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));
}
