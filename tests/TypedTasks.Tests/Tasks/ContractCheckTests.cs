using System.Text;
using System.Text.Json;
using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Tasks;

public sealed class ContractCheckTests
{
    private static readonly TaskDecoder Never = _ => throw new InvalidOperationException("never decoded here");

    [Fact]
    public async Task Jobs_that_no_task_can_run_are_found()
    {
        var storage = new MemoryStorage(TimeProvider.System);
        await storage.EnqueueAsync([AJob("Shop.Ship", 1), AJob("Shop.Ship", 3), AJob("Shop.Send", 1), AJob("Shop.Send", 1)], null, TestContext.Current.CancellationToken);

        var unknown = await ContractCheck.FindUnknownAsync(storage, ContractCheck.ContractsOf(new Manifest()), TestContext.Current.CancellationToken);

        Assert.Equal([(new TaskContract("Shop.Send", 1), 2L), (new TaskContract("Shop.Ship", 3), 1L)], unknown.Select(count => (count.Contract, count.Count)).OrderBy(count => count.Contract.TaskName, StringComparer.Ordinal));
    }

    [Fact]
    public void Aliases_and_older_versions_are_known()
        => Assert.Equal(["Shop.Dispatch", "Shop.Dispatch v2", "Shop.Ship", "Shop.Ship v2"], ContractCheck.ContractsOf(new Manifest()).Select(contract => contract.ToString()).Order());

    [Fact]
    public void A_lock_file_tells_the_contracts_too()
        => Assert.Equal(
            ["A", "A v2", "B", "B v2"],
            ContractCheck.ContractsOf(Encoding.UTF8.GetBytes("""{"format":1,"tasks":{"A":{"aliases":["B"],"versions":{"1":{"parameters":{}},"2":{"parameters":{}}}}}}""")).Select(contract => contract.ToString()).Order());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tasks":{"A":{}}}""")]
    [InlineData("""{"tasks":{"A":{"versions":{"x":{}}}}}""")]
    [InlineData("nonsense")]
    public void Another_file_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => ContractCheck.ContractsOf(Encoding.UTF8.GetBytes(text)));

    private static JobToStore AJob(string task, int version)
        => new() { TaskName = task, Version = version, Queue = "default", MaxAttempts = 1, Payload = "{}"u8.ToArray() };

    private sealed class Manifest : ITaskManifest
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } =
            [new TaskDefinition { Name = "Shop.Ship", Version = 2, Aliases = ["Shop.Dispatch"], OlderVersions = [new TaskVersion(1, Never)], Decode = Never }];
    }
}
