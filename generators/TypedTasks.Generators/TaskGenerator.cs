using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Emitting;
using TypedTasks.Generators.Model;
using TypedTasks.Generators.Parsing;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators;

/// <summary>
/// Writes the stub of each task, the serializers of its payload types, the assembly's manifest, and <c>AddAllTasks()</c> in applications.
/// It reports nothing but types of older versions that the lock file should know: the analyzers explain what else can't be generated.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TaskGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var tasks = context.SyntaxProvider
            .ForAttributeWithMetadataName(MetadataNames.QueueTaskAttribute, static (node, _) => node is MethodDeclarationSyntax, TaskParser.Parse)
            .Where(static task => task is not null)
            .Select(static (task, _) => task!) // filtered in the line above
            .WithTrackingName(Steps.Tasks);
        var all = tasks.Collect();

        var twins = all.Select(static (tasks, _) => CaseTwins.Of(tasks)).WithTrackingName(Steps.CaseTwins);
        var lockFile = context.AdditionalTextsProvider
            .Where(static file => LockFile.IsLockFile(file.Path))
            .Select(LockFileReader.Read)
            .Collect()
            .Select(static (files, _) => LockInput.Of(files))
            .WithTrackingName(Steps.LockFile);
        var isChecked = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => !Wishes(options.GlobalOptions, "off"));
        var histories = tasks.Combine(lockFile.Combine(isChecked))
            .Select(static (item, _) => TaskHistory.Of(item.Left, item.Right.Left.File, item.Right.Right))
            .WithTrackingName(Steps.Histories);
        context.RegisterSourceOutput(histories.Combine(twins), static (output, item) => TaskFile.Emit(output, item.Left, item.Right));

        var lost = all.Combine(lockFile).Select(static (item, _) => (Histories: LostHistory.Of(item.Left, item.Right.File), File: item.Right));
        context.RegisterSourceOutput(lost.Combine(context.CompilationProvider), static (output, item) => LostHistoryReport.Emit(output, item.Left.Histories, item.Left.File, item.Right));

        var isWriting = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Wishes(options.GlobalOptions, "write"));
        context.RegisterSourceOutput(all.Combine(lockFile).Combine(isWriting), static (output, item) =>
        {
            var ((tasks, file), writes) = item;
            var isLost = file.Fault is not null || (file.IsMissing && tasks.Any(LostVersions.HadFile));
            if (!writes || isLost) return;
            if (file.IsMissing && !tasks.Any()) LockFileText.EmitNothing(output);
            else LockFileText.Emit(output, file.File, tasks);
        });

        var types = all.SelectMany(static (tasks, _) => PayloadTypes.Of(tasks)).WithTrackingName(Steps.Types);
        context.RegisterSourceOutput(types, static (output, type) => PayloadTypeFile.Emit(output, type));

        var assembly = context.CompilationProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (item, cancellationToken) => AssemblyParser.Parse(item.Left, item.Right.GlobalOptions, cancellationToken))
            .WithTrackingName(Steps.Assembly);
        var manifest = all.Select(static (tasks, _) => ManifestEntries.Of(tasks)).Combine(assembly).WithTrackingName(Steps.Manifest);
        context.RegisterSourceOutput(manifest, static (output, item) => ManifestFile.Emit(output, item.Left, item.Right));
        context.RegisterSourceOutput(manifest, static (output, item) => AddAllTasksFile.Emit(output, item.Left, item.Right));
    }

    private static bool Wishes(AnalyzerConfigOptions options, string value)
        => options.TryGetValue("build_property.TypedTasksLockFile", out var wish) && string.Equals(wish.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
