using FsCheck;
using FsCheck.Fluent;
using TypedTasks.Storage.Conformance.Models;
using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Random sequences of operations leave the storage as they leave a model of it in memory. A failure names the shortest sequence that shows it, and the seed.</summary>
public abstract class ModelConformance : StorageConformance
{
    private const int Cases = 60;

    [Fact]
    public async Task Whatever_is_asked_the_storage_does_as_its_model()
    {
        // One database for all cases: making one takes longer than many operations.
        var property = Prop.ForAll(Operations.Random, operations => RunAsync(operations).GetAwaiter().GetResult());
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property), Token);
    }

    private async Task RunAsync(Operations operations)
    {
        var run = await ModelRun.BeginAsync(Storage, Fixture, Token);
        foreach (var operation in operations.All) await run.StepAsync(operation);
        await run.EndAsync();
    }
}
