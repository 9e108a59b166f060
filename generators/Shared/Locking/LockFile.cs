namespace TypedTasks.Shared.Locking;

/// <summary>What <c>tasks.lock.json</c> records: how the jobs that may be queued look.</summary>
/// <param name="Tasks">The tasks in the order of their names.</param>
internal sealed record LockFile(EquatableArray<LockedTask> Tasks)
{
    /// <summary>The name of the file, beside the project.</summary>
    public const string FileName = "tasks.lock.json";

    /// <summary>The version of the file's form that this code reads and writes.</summary>
    public const string Format = "1";

    public static readonly LockFile Empty = new([]);

    public static bool IsLockFile(string path)
        => path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase)
            && (path.Length == FileName.Length || path[path.Length - FileName.Length - 1] is '/' or '\\');

    /// <summary>The entry of a task, also if it stands under one of its former names.</summary>
    public LockedTask? Find(string name, IEnumerable<string> aliases)
        => Tasks.FirstOrDefault(task => task.Name == name) ?? Tasks.FirstOrDefault(task => aliases.Contains(task.Name));
}
