using System.Text;
using TypedTasks.Shared.Locking;
using TypedTasks.Storage;
using JsonNode = System.Text.Json.Nodes.JsonNode;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>Runs the samples and jobs of all builds of a task in the last one.</summary>
internal sealed class ChainReplay(ChainTask task, LastBuild last, LockFile file)
{
    private const int JobsPerBuild = 3;

    private readonly TaskDefinition definition = last.Definition(task);

    /// <summary>What can't be read, or came as something else.</summary>
    public IEnumerable<string> Problems(Random random) => SampleProblems().Concat(JobProblems(random));

    private IEnumerable<string> SampleProblems()
        => from locked in file.Tasks
           where locked.Name == task.Name || task.Aliases.Contains(locked.Name)
           from version in locked.Versions
           from sample in version.Samples
           let problem = Run(locked.Name, version.Number, sample, out _)
           where problem is not null
           select $"sample of {locked.Name} v{version.Number}: {sample}\n{problem}\n{new ChainSource(task).Write()}";

    private IEnumerable<string> JobProblems(Random random)
    {
        foreach (var build in task.Builds.SelectMany(build => Enumerable.Repeat(build, JobsPerBuild)))
        {
            var value = ChainValues.Random(random, build.Shape.Parameters, build.Shape);
            var payload = ChainValues.ToJson(value, build.Shape.Parameters, build.Shape).ToJsonString();
            var expected = ToJson(ChainValues.Expected(value, build, task));
            var problem = Run(build.Name, build.Version, payload, out var seen);
            if (problem is null && !JsonNode.DeepEquals(expected, ToJson(seen))) problem = $"expected {expected.ToJsonString()}\nbut was  {ToJson(seen).ToJsonString()}";
            if (problem is null) continue;
            var source = new ChainSource(task with { Version = build.Version, Shape = build.Shape, Upgrades = [] }).Write();
            yield return $"job of {build.Name} v{build.Version}: {payload}\n{problem}\n{new ChainSource(task).Write()}\nwas\n{source}";
        }
    }

    private JsonObject ToJson(RecordValue value) => ChainValues.ToJson(value, task.Shape.Parameters, task.Shape);

    private string? Run(string name, int version, string payload, out RecordValue seen)
    {
        seen = new RecordValue(new Dictionary<int, object?>());
        if (!definition.Contracts.Contains(new TaskContract(name, version))) return "no task runs it";
        try
        {
            var call = definition.For(version).Decode(Encoding.UTF8.GetBytes(payload));
            call(null!).AsTask().GetAwaiter().GetResult(); // has ended, since it awaits nothing; the task takes nothing from its attempt
            seen = ChainValues.Seen(last.Seen(task), task.Shape);
            return null;
        }
        catch (Exception problem) when (problem is InvalidPayloadException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return problem.ToString();
        }
    }
}
