using TypedTasks;

namespace AotWorker.Tasks;

public static class PackingTasks
{
    /// <summary>Packs a parcel and writes it into the book.</summary>
    [QueueTask(Queue = "packing")]
    public static async Task<PackingSlip> PackParcelAsync(
        Parcel parcel, [FromServices] IWarehouseBook book, string language = "en", bool express = false, CancellationToken cancellationToken = default)
    {
        await book.WriteAsync($"packed {parcel.Id} for {parcel.Receiver}", cancellationToken);
        return new PackingSlip(parcel, parcel.Items.Sum(item => item.Quantity), language, express, [.. parcel.Items.Select(item => item.Sku)]);
    }

    /// <summary>A scanner that only works when it is tried again.</summary>
    [QueueTask(Queue = "packing", RetryDelaySeconds = 0.1, MaxAttempts = 5)]
    public static int ScanParcel(Guid parcel, int worksInAttempt, JobContext job)
        => job.Attempt >= worksInAttempt ? job.Attempt : throw new InvalidOperationException($"Parcel {parcel} could not be scanned in attempt {job.Attempt}.");
}
