using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Workers;

/// <summary>Reads the attempts that a statement lists for a worker.</summary>
internal static class Attempts
{
    public static List<AttemptId> Read(Connection connection, string name, int workerId)
    {
        using var statement = connection.Prepare(name).Bind("worker", workerId);
        var attempts = new List<AttemptId>();
        while (statement.Read()) attempts.Add(statement.Attempt());
        return attempts;
    }
}
