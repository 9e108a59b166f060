namespace AotWorker.Tasks;

/// <summary>In millimetres.</summary>
public readonly record struct Size(int Width, int Height, int Depth);
