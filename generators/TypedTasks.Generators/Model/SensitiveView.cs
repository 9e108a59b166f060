using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>The sensitive places of the JSON objects at one place of a payload.</summary>
/// <param name="IsWhole">Whether the value here is sensitive as a whole.</param>
/// <param name="Members">The members that are sensitive or lead to what is, in the order of their names; former names are members too.</param>
/// <param name="Values">The same for the values of a dictionary; null if nothing in them is sensitive.</param>
internal sealed record SensitiveView(bool IsWhole, EquatableArray<SensitivePlace> Members, SensitivePlace? Values);

/// <summary>A member of a JSON object, or all values of a dictionary.</summary>
/// <param name="Name">The name in JSON; empty for the values of a dictionary.</param>
/// <param name="Node">The number of the view of what stands there; null if that is sensitive as a whole.</param>
internal sealed record SensitivePlace(string Name, int? Node);
