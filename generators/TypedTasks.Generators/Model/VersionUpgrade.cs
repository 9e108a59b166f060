namespace TypedTasks.Generators.Model;

/// <summary>How an older version of a payload becomes the next one.</summary>
/// <param name="From">The older version.</param>
/// <param name="IsByMethod">Whether the author's <c>Upgrade</c> turns one into the other; if not, the next version's reader reads it as it is.</param>
internal sealed record VersionUpgrade(int From, bool IsByMethod);
