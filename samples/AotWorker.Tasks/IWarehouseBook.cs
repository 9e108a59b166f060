namespace AotWorker.Tasks;

/// <summary>Where the warehouse writes down what happened. The worker provides it.</summary>
public interface IWarehouseBook
{
    Task WriteAsync(string entry, CancellationToken cancellationToken);
}
