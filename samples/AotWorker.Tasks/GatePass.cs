using TypedTasks;

namespace AotWorker.Tasks;

/// <summary>Opens one gate once.</summary>
public sealed record GatePass(string Gate, [Sensitive] string Code);
