using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using TypedTasks.Analyzers.Tests.Corpus;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests;

/// <summary>
/// Every parameter of Corpus/parameters.txt that is accepted can be shipped and outgrown: the lock file takes it, and the next build, which has none
/// of its types any more, reads its jobs through the records that the generator makes from the file.
/// </summary>
public sealed class HistoryCorpusTests
{
    private const string Next =
        """
        public static class Program
        {
            [QueueTask(Version = 2)]
            public static Task WorkAsync(int marker) => Task.CompletedTask;

            internal static Work.V2 Upgrade(Work.V1 old) => new() { Marker = 1 };
        }
        """;

    private static readonly IReadOnlyList<ParameterCase> Cases = [.. ParameterCase.ReadAll().Where(line => line.IsAccepted)];

    [Fact]
    public void The_lock_file_takes_what_is_accepted()
        => Check(line =>
        {
            var file = Locking.Settle(line.Source);
            if (LockFileWriter.Write(LockFileParser.Parse(file)) != file) return "the file is not read as it was written";
            return string.Join('\n', Compiled.From(line.Source, locking: new Locking(file)).Ours.Where(diagnostic => diagnostic.Id.StartsWith("TT5", StringComparison.Ordinal)));
        });

    [Fact]
    public void The_next_build_reads_it_without_its_types()
        => Check(line =>
        {
            var file = Locking.Settle(line.Source);
            var compiled = Compiled.From(Next, locking: new Locking(file), assemblyName: $"Next{line.Line}");
            if (compiled.Compiler.Length > 0 || compiled.Ours.Any(diagnostic => diagnostic.Id != "TT5009")) return string.Join('\n', compiled.Compiler.Concat(compiled.Ours)) + "\n" + file;
            return Replay(compiled, file);
        });

    private static string Replay(Compiled compiled, string file)
    {
        var version = JsonDocument.Parse(file).RootElement.GetProperty("tasks").GetProperty("Work").GetProperty("versions").GetProperty("1");
        if (!version.TryGetProperty("samples", out var samples)) return ""; // the user's own code writes it
        using var image = new MemoryStream();
        if (!compiled.Compilation.Emit(image).Success) return "the assembly can't be written";

        image.Position = 0;
        var context = new AssemblyLoadContext(compiled.Compilation.AssemblyName, isCollectible: true);
        var manifest = context.LoadFromStream(image).GetTypes().Single(type => type.IsAssignableTo(typeof(ITaskManifest)));
        var task = (Activator.CreateInstance(manifest) as ITaskManifest)?.Tasks[0];
        try
        {
            task?.For(1).Decode(Encoding.UTF8.GetBytes(samples[0].GetRawText()));
            return task is null ? "there is no manifest" : "";
        }
        catch (InvalidPayloadException problem)
        {
            return $"{samples[0].GetRawText()}: {problem.Message}";
        }
        finally
        {
            context.Unload();
        }
    }

    // One test over many lines, as in ParameterCorpusTests.
    private static void Check(Func<ParameterCase, string> problem)
    {
        var wrong = Cases.AsParallel().AsOrdered()
            .Select(line => (line, problem: problem(line)))
            .Where(result => result.problem.Length > 0)
            .Select(result => $"line {result.line.Line}: {result.line.Parameters}\n    {result.problem}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Cases.Count} lines:\n{string.Join('\n', wrong)}");
    }
}
