using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>How a program is compiled.</summary>
internal sealed record Setup
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TypedTasks;
        """;

    private static readonly MetadataReference[] Framework =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location),
    ];

    // All compilations are made from this one, so that they share what was read from the framework's assemblies.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Program", [], Framework);

    public string AssemblyName { get; init; } = "Program";

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Parse;

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    public CSharpParseOptions ParseOptions => new(Language, Documentation);

    public CSharpCompilation Compile(params ReadOnlySpan<string> sources)
        => Empty
            .WithAssemblyName(AssemblyName)
            .WithOptions(new CSharpCompilationOptions(Kind, nullableContextOptions: Nullable, allowUnsafe: true, warningLevel: 9999))
            .AddReferences(References)
            .AddSyntaxTrees([Parse(Usings, "Usings.cs"), .. sources.ToArray().Select((source, i) => Parse(source, $"Source{i}.cs"))]);

    public SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
}
