using System.Transactions;
using Npgsql;

namespace TypedTasks.Postgres.Tests.Jobs;

public sealed class AmbientTransactionTests : PostgresTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_scope_is_not_joined(bool ownSource)
    {
        await using var source = NpgsqlDataSource.Create(Fixture.ConnectionString);
        await using var onSource = new PostgresStorage(source, Fixture.Options);
        var storage = ownSource ? Storage : onSource;

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Jobs.EnqueueAsync([AJob()], null, Token).AsTask()));

        Assert.Equal(8, await Fixture.CountRowsAsync("job"));
    }
}
