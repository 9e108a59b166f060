using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Accepted if and only if generated, for types that nobody thought of.</summary>
public sealed class RandomTypesTests
{
    private const int Programs = 60;

    [Fact]
    public void Whatever_is_accepted_compiles_and_whatever_is_refused_gives_no_compiler_error()
    {
        var seeds = Environment.GetEnvironmentVariable("TYPEDTASKS_RANDOM_PROGRAMS") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : Programs;
        var accepted = 0;
        var wrong = Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(seed =>
        {
            var source = new RandomTypes(seed).Write();
            var compiled = Compiled.From(source);
            if (!compiled.Ours.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) Interlocked.Increment(ref accepted);
            return compiled.Compiler.IsEmpty ? null : $"seed {seed}:\n{source}\n  {string.Join("\n  ", compiled.Ours)}\n  {string.Join("\n  ", compiled.Compiler)}";
        }).Where(failure => failure is not null).ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} programs:\n{string.Join('\n', wrong)}");
        Assert.InRange(accepted, seeds / 6, seeds * 5 / 6); // else the types are too tame or too wild to tell anything
    }
}
