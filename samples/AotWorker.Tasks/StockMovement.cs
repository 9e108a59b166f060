namespace AotWorker.Tasks;

public sealed record StockMovement(string Sku, long Change, Fragility Fragility);
