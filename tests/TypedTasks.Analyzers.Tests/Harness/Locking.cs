using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>The lock file that a program is compiled with, and what the build says about it.</summary>
/// <param name="File">The file's text; null if there is none.</param>
/// <param name="Properties">MSBuild properties.</param>
internal sealed record Locking(string? File, params (string Name, string Value)[] Properties)
{
    public static Locking Off { get; } = new(null, ("TypedTasksLockFile", "off"));

    public ImmutableArray<AdditionalText> Files => File is null ? [] : [new TextFile("/app/" + LockFile.FileName, File)];

    public AnalyzerConfigOptionsProvider Options => new OptionsProvider(Properties.ToImmutableDictionary(
        property => "build_property." + property.Name, property => property.Value));

    /// <summary>The lock file that settling a program gives.</summary>
    /// <param name="source">The program.</param>
    /// <param name="before">The file as it was.</param>
    public static string Settle(string source, string? before = null)
    {
        var tasks = TaskSearch.All(Compiled.From(source).Compilation, TestContext.Current.CancellationToken);
        return LockFileWriter.Write(LockSettlement.Settle(before is null ? LockFile.Empty : LockFileParser.Parse(before), tasks));
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class OptionsProvider(ImmutableDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new GlobalProperties(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new GlobalProperties(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new GlobalProperties(ImmutableDictionary<string, string>.Empty);
    }

    private sealed class GlobalProperties(ImmutableDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => properties.TryGetValue(key, out value);
    }
}
