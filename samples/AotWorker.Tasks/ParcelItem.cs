namespace AotWorker.Tasks;

public sealed record ParcelItem(string Sku, int Quantity, string? Remark = null);
