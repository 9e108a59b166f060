namespace AotWorker.Tasks;

public enum Fragility : byte
{
    Sturdy = 0,
    Careful = 1,
    Glass = 10,
}
