using System.ComponentModel;

namespace TypedTasks;

/// <summary>Names the generated list of an assembly's tasks, so that the generator of the entry assembly finds it at compile time.</summary>
/// <param name="manifestType">The generated type; implements <see cref="ITaskManifest"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TaskManifestAttribute(Type manifestType) : Attribute
{
    /// <summary>The generated type; implements <see cref="ITaskManifest"/> and has a public constructor without parameters.</summary>
    public Type ManifestType { get; } = manifestType;

    /// <summary>The stored names of the tasks in the manifest, so that the compiler finds two tasks of one name across assemblies.</summary>
    public string[] TaskNames { get; init; } = [];
}
