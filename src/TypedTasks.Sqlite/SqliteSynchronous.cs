namespace TypedTasks.Sqlite;

/// <summary>What a commit survives.</summary>
public enum SqliteSynchronous
{
    /// <summary>A power failure: it is on the disk when it returns.</summary>
    Full = 1,

    /// <summary>The end of the process. When the machine loses power, the last commits may be lost. Faster on slow disks.</summary>
    Normal = 2,
}
