using TypedTasks;

namespace AotWorker.Tasks;

public static class StockTasks
{
    /// <summary>Sums up movements per article; an article without any change is null.</summary>
    [QueueTask(Queue = "stock", Priority = 1)]
    public static Dictionary<string, long?> SumUpStock(IReadOnlyList<StockMovement> movements, HashSet<Fragility> of)
        => movements.GroupBy(movement => movement.Sku).ToDictionary(
            article => article.Key,
            article => article.Where(movement => of.Contains(movement.Fragility)).Sum(movement => movement.Change) is var sum and not 0 ? sum : (long?)null);

    /// <summary>Counts a shelf, which takes its time. Begin and end are written down.</summary>
    [QueueTask(Queue = "stock")]
    public static async Task CountShelfAsync(
        string shelf, TimeSpan duration, [FromServices] IWarehouseBook book, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        await book.WriteAsync($"began {shelf}", cancellationToken);
        await Task.Delay(duration, time, cancellationToken);
        await book.WriteAsync($"counted {shelf}", cancellationToken);
    }
}
