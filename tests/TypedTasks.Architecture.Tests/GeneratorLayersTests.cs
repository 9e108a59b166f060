using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Architecture.Tests;

/// <summary>Inside the generator: Parsing → Model ← Emitting. Models outlive a compilation, so they must not hold on to one.</summary>
public sealed class GeneratorLayersTests
{
    private const string Generator = "generators/TypedTasks.Generators";

    [Theory]
    [InlineData("Model", ".Parsing")]
    [InlineData("Model", ".Emitting")]
    [InlineData("Model", "Microsoft.CodeAnalysis")]
    [InlineData("Emitting", ".Parsing")]
    [InlineData("Parsing", ".Emitting")]
    public void A_layer_does_not_know(string layer, string other)
    {
        var files = SourceFile.In($"{Generator}/{layer}").ToList();
        Assert.NotEmpty(files);

        Findings.AssertNone(
            from file in files
            from use in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
            let name = use.Name?.ToString() ?? ""
            where name.Contains(other, StringComparison.Ordinal)
            select file.At(use, $"{layer} uses {name}"));
    }
}
