using Npgsql;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Postgres.Tests.Connections;

public sealed class HeartbeatConnectionTests : PostgresTest
{
    [Fact]
    public async Task While_the_server_has_no_connection_left_a_heartbeat_borrows_one_of_the_pool()
    {
        // Else a worker that has all it needs would lose its lease, and start each job of it again after some seconds.
        var role = Fixture.Schema + "_of_few";
        await Fixture.ExecuteAsync($"""
            create role {role} login connection limit 1;
            grant usage on schema {Fixture.Schema} to {role};
            grant all on all tables in schema {Fixture.Schema} to {role};
            grant all on all sequences in schema {Fixture.Schema} to {role};
            """);
        try
        {
            var few = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { Username = role, MaxPoolSize = 5 };
            using var storage = new PostgresStorage(few.ConnectionString, Fixture.Options);
            var worker = await storage.RegisterAsync("web-1:100");

            for (var beats = 0; beats < 3; beats++) Assert.True(storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
        }
        finally
        {
            await Fixture.ExecuteAsync($"drop owned by {role}; drop role {role}");
        }
    }
}
