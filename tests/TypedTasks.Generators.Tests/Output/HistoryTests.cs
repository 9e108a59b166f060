using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>What an edit of the lock file recomputes.</summary>
public sealed class HistoryTests
{
    private const string Tasks =
        """
        namespace Shop;
        static class T
        {
            [QueueTask(Version = 2)] public static void Send(long order) { }
            [QueueTask(Version = 2)] public static void Ship(long order) { }
            [QueueTask] public static void Note(int x) { }
        }
        """;

    private const string Lock =
        """
        { "format": 1, "tasks": {
          "Shop.Note": { "versions": { "1": { "parameters": { "x": { "type": "int", "required": true } } } } },
          "Shop.Send": { "versions": { "1": { "parameters": { "order": { "type": "int", "required": true } } } } },
          "Shop.Ship": { "versions": { "1": { "parameters": { "order": { "type": "int", "required": true } } } } }
        } }
        """;

    [Fact]
    public void Another_task_s_entry_recomputes_no_task_of_one_version()
    {
        var reasons = ReasonsAfter(Lock.Replace("\"x\": { \"type\": \"int\"", "\"x\": { \"type\": \"short\"", StringComparison.Ordinal));
        Assert.Equal(3, reasons.Count);
        Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, reason.ToString()));
    }

    [Fact]
    public void A_task_s_own_older_version_recomputes_that_task()
    {
        var reasons = ReasonsAfter(Lock.Replace("\"Shop.Send\": { \"versions\": { \"1\": { \"parameters\": { \"order\": { \"type\": \"int\"", "\"Shop.Send\": { \"versions\": { \"1\": { \"parameters\": { \"order\": { \"type\": \"short\"", StringComparison.Ordinal));
        Assert.Single(reasons, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Another_form_of_the_same_file_recomputes_nothing()
        => Assert.All(ReasonsAfter(Lock.Replace("\n", "\n  ", StringComparison.Ordinal)), reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, reason.ToString()));

    private static List<IncrementalStepRunReason> ReasonsAfter(string edited)
    {
        var setup = new Setup();
        var program = setup.Compile(Tasks);
        var file = new LockText(Lock);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            [file],
            setup.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(program, TestContext.Current.CancellationToken).ReplaceAdditionalText(file, new LockText(edited));
        var result = driver.RunGenerators(program, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        return [.. result.TrackedSteps["Histories"].SelectMany(step => step.Outputs).Select(output => output.Reason)];
    }

    private sealed class LockText(string text) : AdditionalText
    {
        public override string Path => "/app/tasks.lock.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
