using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

public sealed class FirstRunTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task An_empty_database_is_all_it_needs(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var counting = await CountWords.EnqueueAsync(shop.Client, "to be or not to be");
        await shop.RunUntilIdleAsync();

        Assert.Equal(6, await counting.WaitAsync(TestShop.Token));
    }
}
