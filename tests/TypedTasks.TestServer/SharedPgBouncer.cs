namespace TypedTasks.TestServer;

/// <summary>One pooler per test process, before the shared server, started by the first test that asks.</summary>
public static class SharedPgBouncer
{
    private static readonly Lazy<Task<PgBouncer>> Pooler = new(async () => await PgBouncer.StartAsync(await SharedPostgres.GetAsync()));

    public static Task<PgBouncer> GetAsync() => Pooler.Value;
}
