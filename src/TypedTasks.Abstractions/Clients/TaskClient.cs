namespace TypedTasks;

/// <summary>The ambient client: what the stubs' methods use that take no client.</summary>
/// <remarks>
/// The client of the current asynchronous flow comes first (a worker sets it for each attempt, tests set it with <see cref="Use"/>),
/// then the client of the one running host. With no host, or with several, <see cref="Current"/> throws instead of guessing.
/// </remarks>
public static class TaskClient
{
    private static readonly AsyncLocal<ITaskClient?> Flow = new();
    private static readonly Lock Gate = new();
    private static readonly List<ITaskClient> Hosts = [];

    /// <summary>The client in effect here.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several hosts to choose from.</exception>
    public static ITaskClient Current => Flow.Value ?? OnlyHost();

    /// <summary>Makes a client the ambient one of the current asynchronous flow until the result is disposed.</summary>
    /// <param name="client">The client.</param>
    public static IDisposable Use(ITaskClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var before = Flow.Value;
        Flow.Value = client;
        return new Restore(() => Flow.Value = before);
    }

    /// <summary>Makes a client the process's default while its host runs. Called by the host.</summary>
    /// <param name="client">The host's client.</param>
    public static IDisposable RegisterHost(ITaskClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        lock (Gate) Hosts.Add(client);
        return new Restore(() => { lock (Gate) Hosts.Remove(client); });
    }

    private static ITaskClient OnlyHost()
    {
        lock (Gate)
        {
            if (Hosts.Count == 1) return Hosts[0];
            throw new InvalidOperationException(Hosts.Count == 0
                ? "No TypedTasks client is in effect here: no host with AddTypedTasks(…) has been started. Start the host before enqueueing, "
                    + "pass an ITaskClient as the first argument, or set one for this flow with TaskClient.Use(client)."
                : $"{Hosts.Count} hosts with TypedTasks run in this process, so the client is ambiguous. Pass an ITaskClient of the right host as the first argument, "
                    + "or set one for this flow with TaskClient.Use(client).");
        }
    }

    private sealed class Restore(Action restore) : IDisposable
    {
        private Action? restore = restore;

        public void Dispose() => Interlocked.Exchange(ref restore, null)?.Invoke();
    }
}
