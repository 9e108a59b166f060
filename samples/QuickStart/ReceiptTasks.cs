using QuickStart.Orders;
using QuickStart.Receipts;
using TypedTasks;

namespace QuickStart;

/// <summary>The tasks of this program.</summary>
public static class ReceiptTasks
{
    public const string Queue = "receipts";

    /// <summary>
    /// Renders the receipt of an order in the customer's language and sends it. A faulty order gets none: its job fails at once, because another attempt
    /// would find the same fault. Whatever else goes wrong, a full disk for instance, may pass, and is tried again.
    /// </summary>
    [QueueTask(Queue = Queue, MaxAttempts = 3, RetryDelaySeconds = 0.2)]
    [FailOn(typeof(FaultyOrderException))]
    public static async Task SendReceiptAsync(
        Order order, [FromServices] Catalog catalog, [FromServices] ReceiptFolder receipts, [FromServices] Pace pace, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);
        OrderFaults.ThrowIfAny(order, catalog);
        var page = ReceiptPage.Render(order, catalog.Languages[order.Language], catalog.Currencies[order.Currency]);
        await receipts.SaveAsync(order.Number, page, cancellationToken);
    }
}
