using TypedTasks.TestServer;

namespace TypedTasks.History.Running;

/// <summary>The faults that make sense for a database.</summary>
internal static class Faults
{
    public static IReadOnlyList<Fault> For(HistoryDatabase database, Cast cast)
    {
        List<Fault> faults =
        [
            new Killed(cast),
            new Killed(cast),
            new AllWorkersKilled(cast),
            new Deployed(cast),
            new Stopped(cast, pastTheLease: false),
            new Stopped(cast, pastTheLease: true),
            new Stopped(cast, pastTheLease: true),
        ];
        if (database is PostgresHistoryDatabase postgres) faults.AddRange(ForServer(postgres));
        return faults;
    }

    private static IEnumerable<Fault> ForServer(PostgresHistoryDatabase database) =>
    [
        new BackendsTerminated(database),
        new Restarted(database, StopMode.Fast),
        new Restarted(database, StopMode.Immediate),
        new ConnectionsTaken(database),
        new Network(database, "ConnectionsCut", static (proxy, chance) => proxy.Cut(() => chance.Next(10) < 6)),
        new Network(database, "ConnectionsRefused", static (proxy, _) => proxy.Refuse()),
        new Network(database, "NetworkFrozen", static (proxy, _) => proxy.Freeze()),
        new Network(database, "NetworkSlow", static (proxy, chance) => proxy.Delay = TimeSpan.FromMilliseconds(chance.Next(5, 250))),
        new Network(database, "HalfOpen", static (proxy, chance) => proxy.HalfOpen(() => chance.Next(10) < 5)),
        new Network(database, "HalfClosed", static (proxy, chance) => proxy.HalfClose(() => chance.Next(10) < 5)),
        new Network(database, "ServerVanished", static (proxy, _) => proxy.Vanish()),
    ];
}
