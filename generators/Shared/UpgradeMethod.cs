using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>A method that is meant to upgrade a version of a task's payload.</summary>
/// <param name="Method">The method.</param>
/// <param name="From">The version that it takes.</param>
/// <param name="To">The version that it returns; null if it returns something else.</param>
/// <param name="Problem">Why it can't be used, as a sentence without full stop; null if it can.</param>
internal sealed record UpgradeMethod(IMethodSymbol Method, int From, int? To, string? Problem);
