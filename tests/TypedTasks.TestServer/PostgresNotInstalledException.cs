namespace TypedTasks.TestServer;

/// <summary>No PostgreSQL server programs were found on this machine.</summary>
public sealed class PostgresNotInstalledException(string message) : Exception(message);
