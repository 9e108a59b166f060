using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Tasks in odd places: every program of Corpus/programs.txt goes through analyzer, generator and compiler.</summary>
public sealed class ProgramCorpusTests
{
    private static readonly Dictionary<string, ProgramCase> Programs = ProgramCase.ReadAll().ToDictionary(program => program.Title);

    public static TheoryData<string> Titles => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void The_program_gives_what_its_title_says(string title)
    {
        var compiled = Compiled.From(Programs[title].Source, LanguageVersion.CSharp12);
        Assert.Empty(compiled.Compiler);
        Assert.Equal(Programs[title].Verdict, string.Join(' ', compiled.Ours.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)));
    }
}
