using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Accepted if and only if generated: every line of Corpus/parameters.txt goes through analyzer, generator and compiler.</summary>
public sealed class ParameterCorpusTests
{
    private static readonly IReadOnlyList<ParameterCase> Cases = ParameterCase.ReadAll();

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public void What_is_accepted_compiles_without_warnings(LanguageVersion language)
        => Check(Cases.Where(line => line.IsAccepted), line =>
        {
            var compiled = Compiled.From(line.Source, language);
            return Verdict(compiled) == line.Verdict ? compiled.Compiler : [.. compiled.Ours.DefaultIfEmpty(Nothing), .. compiled.Compiler];
        });

    [Fact]
    public void What_is_refused_gets_its_one_diagnostic_and_no_compiler_error()
        => Check(Cases.Where(line => !line.IsAccepted), line =>
        {
            var compiled = Compiled.From(line.Source + line.Caller);
            return compiled.Ours is [{ Id: var id }] && id == line.Verdict ? compiled.Compiler : [.. compiled.Ours.DefaultIfEmpty(Nothing), .. compiled.Compiler];
        });

    [Fact]
    public void Results_are_judged_like_parameters()
        => Check(Cases.Where(line => line.ResultSource is not null && line.Verdict is not ("TT1004" or "TT1008")), line =>
        {
            var compiled = Compiled.From(line.ResultSource!); // filtered in the line above
            return Verdict(compiled) == line.ResultVerdict
                ? compiled.Compiler
                : [.. compiled.Ours.DefaultIfEmpty(Nothing), .. compiled.Compiler];
        });

    // What is neither public nor protected is hidden from the compiler there.
    [Fact]
    public void Types_of_another_assembly_are_judged_alike()
        => Check(Cases.Where(line => line.Types.Length > 0 && !line.Types.Contains("internal ", StringComparison.Ordinal) && line.Verdict != "TT2018"), line =>
        {
            var library = Compiled.From(line.Types, assemblyName: "Library").ToReference();
            var compiled = Compiled.From(line.Task, references: [library]);
            return Verdict(compiled) == line.ElsewhereVerdict
                ? compiled.Compiler
                : [.. compiled.Ours.DefaultIfEmpty(Nothing), .. compiled.Compiler];
        });

    [Fact]
    public void There_are_enough_cases_of_both_kinds()
    {
        Assert.True(Cases.Count(line => line.IsAccepted) >= 150);
        Assert.True(Cases.Count(line => !line.IsAccepted) >= 130);
    }

    private static string Verdict(Compiled compiled) => string.Join(' ', compiled.Ours.Select(diagnostic => diagnostic.Id).DefaultIfEmpty("ok"));

    private static readonly Diagnostic Nothing = Diagnostic.Create(
        new DiagnosticDescriptor("none", "", "no diagnostic of ours", "", DiagnosticSeverity.Error, isEnabledByDefault: true), Location.None);

    // One test over many lines, which lists all that are wrong: a test per line would hide the pattern in a long report.
    private static void Check(IEnumerable<ParameterCase> cases, Func<ParameterCase, IReadOnlyCollection<Diagnostic>> unexpected)
    {
        var wrong = cases.AsParallel().AsOrdered()
            .Select(line => (line, diagnostics: unexpected(line)))
            .Where(result => result.diagnostics.Count > 0)
            .Select(result => $"line {result.line.Line}: {result.line.Verdict} | {result.line.Parameters}\n    {string.Join("\n    ", result.diagnostics)}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} lines of parameters.txt are not as they say:\n{string.Join('\n', wrong)}");
    }
}
