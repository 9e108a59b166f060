using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>A record that is generated for an object of a task's payload in one version.</summary>
/// <param name="SimpleName">Its name inside the class that holds it.</param>
/// <param name="Shape">Its members.</param>
/// <param name="LeftOut">The members, by their position, that are left out of JSON when they are null: those that could be missing and could not be null.</param>
internal sealed record VersionObject(string SimpleName, ObjectShape Shape, EquatableArray<int> LeftOut);
