using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>A program after the generator, as a compilation that can be loaded.</summary>
/// <param name="Compilation">The program with the generated code.</param>
/// <param name="Files">The generated files by name.</param>
/// <param name="Diagnostics">Warnings and errors of the compiler.</param>
internal sealed record GeneratedProgram(CSharpCompilation Compilation, ImmutableSortedDictionary<string, string> Files, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Generates and compiles; fails the test on any warning or error.</summary>
    public static GeneratedProgram From(string source, Setup? setup = null)
    {
        var generated = Try(source, setup);
        Assert.True(generated.Diagnostics.IsEmpty, string.Join('\n', generated.Diagnostics) + "\n" + string.Join('\n', generated.Files.Values));
        return generated;
    }

    /// <summary>Generates and compiles, whatever the compiler says.</summary>
    public static GeneratedProgram Try(string source, Setup? setup = null)
    {
        setup ??= new Setup();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            parseOptions: setup.ParseOptions,
            optionsProvider: new BuildProperties(setup.Properties));
        driver = driver.RunGeneratorsAndUpdateCompilation(setup.Compile(source), out var compilation, out var problems);
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } failure) throw failure;

        return new GeneratedProgram(
            (CSharpCompilation)compilation,
            result.GeneratedSources.Where(file => file.HintName != "Microsoft.CodeAnalysis.EmbeddedAttribute.cs").ToImmutableSortedDictionary(file => file.HintName, file => file.SourceText.ToString()),
            [.. compilation.GetDiagnostics().Concat(problems).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)]);
    }

    /// <summary>The program as a reference for others.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(Image());

    /// <summary>The program as a project reference shows it to the compiler.</summary>
    public MetadataReference ToReferenceAssembly()
    {
        using var image = new MemoryStream();
        Assert.True(Compilation.Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false)).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>Loads the program and what it refers to.</summary>
    public Assembly Load(params ReadOnlySpan<GeneratedProgram> libraries)
    {
        var context = new AssemblyLoadContext(Compilation.AssemblyName, isCollectible: true);
        foreach (var library in libraries) context.LoadFromStream(new MemoryStream(library.Image()));
        return context.LoadFromStream(new MemoryStream(Image()));
    }

    private byte[] Image()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
