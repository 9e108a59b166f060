namespace TypedTasks;

/// <summary>The tasks of one assembly. The generator writes one implementation per assembly that has tasks.</summary>
public interface ITaskManifest
{
    /// <summary>Every task of the assembly, in the order of their names.</summary>
    IReadOnlyList<TaskDefinition> Tasks { get; }
}
