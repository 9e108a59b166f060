using TypedTasks;

namespace Shop;

/// <summary>What an invitation gives back.</summary>
public sealed record Login(string Code, [Sensitive] string Greeting);
