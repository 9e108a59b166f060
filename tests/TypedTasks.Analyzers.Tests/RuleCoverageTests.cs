using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Analyzers.Tests.Corpus;

namespace TypedTasks.Analyzers.Tests;

/// <summary>No rule without a program that it is for: every number that the shared rules give is reached by a line of the corpus.</summary>
public sealed class RuleCoverageTests
{
    // Not in the corpus, each with the tests that reach it.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["TT1015"] = "the corpus is compiled as C# 12 and later; its page is compiled as C# 11",
    };

    private static readonly HashSet<string> Reached =
        [.. ParameterCase.ReadAll().Select(line => line.Verdict), .. ProgramCase.ReadAll().SelectMany(program => program.Verdict.Split(' '))];

    public static TheoryData<string> Numbers =>
        [.. FaultDescriptors.All.Concat(PayloadWarnings.All).Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_rule_is_reached_by_the_corpus(string id) => Assert.True(
        Reached.Contains(id) != Elsewhere.ContainsKey(id),
        Reached.Contains(id) ? $"{id} is reached by the corpus, so it needs no excuse." : $"No line of the corpus gives {id}.");
}
