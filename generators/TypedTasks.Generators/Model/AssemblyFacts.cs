using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>What the generator needs to know about the assembly as a whole.</summary>
/// <param name="ManifestNamespace">The namespace of its manifest in C#; empty if it does not reference TypedTasks.</param>
/// <param name="WantsAddAllTasks">Whether it is an application, which gets <c>AddAllTasks()</c>.</param>
/// <param name="ReferencedManifests">The manifests of referenced assemblies in C#.</param>
internal sealed record AssemblyFacts(string ManifestNamespace, bool WantsAddAllTasks, EquatableArray<string> ReferencedManifests);
