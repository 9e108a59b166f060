namespace TypedTasks.TestServer;

/// <summary>What kind of server to start.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Many small tests: nothing has to survive a crash of the machine.</summary>
    public static PostgresServerOptions ForTests { get; } = new();

    /// <summary>Durable as in production, with room for large tables.</summary>
    public static PostgresServerOptions ForBenchmarks { get; } = new()
    {
        Durable = true,
        Settings = new Dictionary<string, string> { ["shared_buffers"] = "1GB", ["max_wal_size"] = "8GB" },
    };

    /// <summary>Listen on a free TCP port of 127.0.0.1 too, for proxies, poolers and programs that take no socket folder.</summary>
    public bool Tcp { get; init; }

    /// <summary>Whether commits reach the disk (fsync, synchronous_commit, full_page_writes).</summary>
    public bool Durable { get; init; }

    /// <summary>Lines of postgresql.conf; they win over everything else.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
