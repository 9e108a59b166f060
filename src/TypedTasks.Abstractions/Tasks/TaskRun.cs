using System.ComponentModel;

namespace TypedTasks;

/// <summary>What a task method without a result gives back, as a <see cref="TaskCall"/> gives it. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TaskRun
{
    /// <summary>Waits for the method's end.</summary>
    /// <param name="run">What the method returned.</param>
    public static async ValueTask<byte[]?> Await(Task run)
    {
        await run.ConfigureAwait(false);
        return null;
    }

    /// <summary>Waits for the method's end.</summary>
    /// <param name="run">What the method returned.</param>
    public static async ValueTask<byte[]?> Await(ValueTask run)
    {
        await run.ConfigureAwait(false);
        return null;
    }
}
