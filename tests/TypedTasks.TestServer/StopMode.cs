namespace TypedTasks.TestServer;

/// <summary>How a server is told to stop.</summary>
public enum StopMode
{
    /// <summary>Sessions are ended, transactions rolled back, data written.</summary>
    Fast,

    /// <summary>As in a crash: nothing is written, the next start recovers from the log.</summary>
    Immediate,
}
