using System.Data.Common;

namespace QuickStart.Orders;

/// <summary>Stores orders and enqueues their receipts.</summary>
public sealed class OrderImport(DbDataSource database, OrderTable table)
{
    /// <summary>Takes in the orders that are not stored yet.</summary>
    public async Task<ImportedOrders> RunAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var stored = await table.ReadJobsAsync(cancellationToken);
        var enqueued = 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var order in orders.Where(order => !stored.ContainsKey(order.Number)))
        {
            if (await StoreAndEnqueueAsync(connection, order, cancellationToken)) enqueued++;
        }

        return new ImportedOrders(enqueued, orders.Count - enqueued);
    }

    /// <summary>One transaction for both: the order and its job are there together, or neither is.</summary>
    private static async Task<bool> StoreAndEnqueueAsync(DbConnection connection, Order order, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var job = await SendReceipt.EnqueueAsync(transaction, order, cancellationToken: cancellationToken);
        if (!await OrderTable.InsertAsync(transaction, order, job.Id, cancellationToken)) return false; // another program was faster; our job vanishes with the transaction
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
