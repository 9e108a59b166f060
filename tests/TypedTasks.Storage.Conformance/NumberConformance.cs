using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>The numbers behind task versions and queues.</summary>
public abstract class NumberConformance : StorageConformance
{
    [Fact]
    public async Task The_same_contract_always_gets_the_same_number()
    {
        var first = await Storage.Workers.InternContractsAsync([new("A", 1), new("B", 1), new("A", 2)], Token);
        var other = await Fixture.OpenAsync();
        var second = await other.Workers.InternContractsAsync([new("A", 2), new("C", 1), new("B", 1), new("A", 1)], Token);

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal([first[2], first[1], first[0]], [second[0], second[2], second[3]]);
    }

    [Fact]
    public async Task A_contract_twice_in_one_call_gets_one_number()
    {
        var numbers = await Storage.Workers.InternContractsAsync([new("A", 1), new("A", 1)], Token);

        Assert.Equal(numbers[0], numbers[1]);
    }

    [Fact]
    public async Task A_contract_s_names_can_be_read()
        => Assert.Equal(new TaskContract("Shop.Größe", 3), await Storage.Workers.ReadContractAsync(await ContractAsync("Shop.Größe", 3), Token));

    [Fact]
    public async Task Names_that_differ_in_case_are_different()
    {
        Assert.NotEqual(await ContractAsync("shop.send"), await ContractAsync("Shop.Send"));
        Assert.NotEqual(await QueueAsync("email"), await QueueAsync("Email"));
    }

    [Fact]
    public async Task Queues_are_listed_whether_by_interning_or_by_a_job()
    {
        await Storage.Workers.InternQueuesAsync(["reports", "reports", "email"], Token);
        await Storage.Workers.InternQueuesAsync(["email"], Token);
        await EnqueueAsync(AJob() with { Queue = "by-job" });

        var queues = await Storage.Workers.ListQueuesAsync(Token);

        Assert.Equal(["by-job", "email", "reports"], queues.Select(static queue => queue.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, queues.Select(static queue => queue.Number).Distinct().Count());
    }

    [Fact]
    public async Task Interning_at_once_in_two_processes_agrees()
    {
        var other = await Fixture.OpenAsync();
        TaskContract[] contracts = [.. Enumerable.Range(0, 50).Select(static n => new TaskContract($"T{n}", 1))];

        var numbers = await Task.WhenAll(
            Task.Run(async () => await Storage.Workers.InternContractsAsync(contracts, Token), Token),
            Task.Run(async () => await other.Workers.InternContractsAsync([.. contracts.Reverse()], Token), Token));

        Assert.Equal(numbers[0], numbers[1].Reverse());
    }
}
