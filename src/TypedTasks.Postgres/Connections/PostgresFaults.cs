using System.Net.Sockets;
using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Connections;

/// <summary>Says what the driver's exceptions mean for the user, and what to do about them.</summary>
internal sealed class PostgresFaults(string description, string schema)
{
    private const string IdleInTransaction = "25P03";
    private const string TransactionTimeout = "25P04"; // of PostgreSQL 17 and newer

    /// <summary>The exception to throw instead, or null when this one already says it best.</summary>
    public Exception? Translate(Exception exception) => exception switch
    {
        PostgresException refused => FromServer(refused),
        NpgsqlOperationInProgressException => Fault(
            StorageFault.Transaction,
            $"The connection of the caller's transaction is busy: {exception.Message}. Dispose each reader, and await each statement, before enqueuing in that transaction or ending the task that was given it.",
            exception),
        NpgsqlException when exception.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => PoolExhausted(exception),
        NpgsqlException when exception.Message.Contains("suitable host", StringComparison.Ordinal) => Fault(
            StorageFault.Unavailable,
            $"None of the servers of {description} can be used: they can't be reached, or none is the primary. "
            + "Check that they run and that one has been promoted; 'Target Session Attributes' in the connection string should be 'primary' or left out.",
            exception),
        NpgsqlException when exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal) => Fault(
            StorageFault.Configuration,
            $"{description} asks for a password, and there is none. Add 'Password' to the connection string, or name a file by 'Passfile'.",
            exception),
        NpgsqlException when exception.Message.StartsWith("SSL connection requested", StringComparison.Ordinal) => Fault(
            StorageFault.Configuration,
            $"{description} does not offer TLS, which 'SSL Mode' in the connection string demands. Turn it on at the server, or set 'SSL Mode=Prefer' where the network is safe.",
            exception),
        NpgsqlException { InnerException: TimeoutException } => TimedOut(exception),
        TimeoutException => TimedOut(exception),
        NpgsqlException { InnerException: SocketException or IOException } => Unreachable(exception),
        SocketException or IOException => Unreachable(exception),
        NpgsqlException { InnerException: System.Security.Authentication.AuthenticationException } => Fault(
            StorageFault.Configuration,
            $"{description} could not be reached over TLS: {exception.InnerException.Message} Check 'SSL Mode' and 'Root Certificate' in the connection string.",
            exception),
        NpgsqlException => Fault(
            StorageFault.Unavailable,
            $"The connection to {description} failed: {exception.Message} If it happens again after a while, check the server and the connection string.",
            exception),
        NotSupportedException or InvalidCastException when LacksArrays(exception) => Fault(
            StorageFault.Configuration,
            $"The data source for {description} can't send arrays. Call {nameof(NpgsqlSlimDataSourceBuilder.EnableArrays)}() on its NpgsqlSlimDataSourceBuilder.",
            exception),
        _ => null,
    };

    /// <summary>Whether the server ended the session because its transaction took or waited too long, which is the doing of whoever had it.</summary>
    public static bool IsLimitOfTransaction(Exception? exception)
        => exception is not null && (exception is PostgresException { SqlState: IdleInTransaction or TransactionTimeout } || IsLimitOfTransaction(exception.InnerException));

    private static bool LacksArrays(Exception? exception)
        => exception is not null
            && (exception.Message.Contains(nameof(NpgsqlSlimDataSourceBuilder.EnableArrays), StringComparison.Ordinal) || LacksArrays(exception.InnerException));

    private StorageException FromServer(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Configuration(
            refused, "refused the login", "Check user name and password in the connection string, and pg_hba.conf on the server."),
        PostgresErrorCodes.InvalidCatalogName => Configuration(
            refused, "does not have this database", "Create it, or correct 'Database' in the connection string."),
        PostgresErrorCodes.InsufficientPrivilege => Configuration(
            refused,
            "refused for lack of permission",
            $"Grant the user what is missing: USAGE on schema \"{schema}\", and SELECT, INSERT, UPDATE, DELETE on its tables; "
            + "to migrate, also CREATE on the database and ownership of the schema, or migrate as another user."),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction => Fault(
            StorageFault.SchemaTooOld,
            $"{description} lacks tables that this version of TypedTasks needs ({refused.MessageText}). "
            + "Migrate it (TypedTasksOptions.MigrateOnStart, or IMigrator.MigrateAsync), or check that connection string and schema name are those of the migrated database. "
            + "A process that runs makes no tables: if they were dropped under it, restore them, or restart it to begin with empty ones.",
            refused),
        PostgresErrorCodes.CannotConnectNow => Unavailable(refused, "is starting up or shutting down", "It is worth trying again in a moment."),
        PostgresErrorCodes.AdminShutdown => Unavailable(
            refused,
            "ended the session",
            "An administrator's command did that (pg_terminate_backend, drop database … with (force)), or the server shuts down or restarts; its log says which. A new session may work at once."),
        PostgresErrorCodes.CrashShutdown => Unavailable(
            refused, "ended the session, because another session has crashed or the server was stopped at once", "Its log says why. It is worth trying again in a moment."),
        PostgresErrorCodes.TooManyConnections => Unavailable(
            refused, "has no connection left", "Lower 'Maximum Pool Size' in the connection strings of its clients, raise max_connections, or put a pooler in front."),
        PostgresErrorCodes.ReadOnlySqlTransaction => Unavailable(
            refused, "is read-only", "It is probably a standby: connect to the primary ('Target Session Attributes=primary')."),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => Unavailable(
            refused, "has run out of space", "Free disk or memory on the server."),
        PostgresErrorCodes.QueryCanceled or TransactionTimeout => TimedOut(refused),
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable => Unavailable(
            refused, "gave up because of other transactions", "Nothing was changed; try again."),
        PostgresErrorCodes.InFailedSqlTransaction => Fault(
            StorageFault.Transaction,
            $"The caller's transaction in {description} was aborted by an earlier error, so nothing can be stored in it. Roll it back; if it is that of a task, let the error out of the task.",
            refused),
        IdleInTransaction => Fault(
            StorageFault.Transaction,
            $"{description} has rolled back the transaction: it waited longer than the worker's lease for its next statement. "
            + "Do in a task that takes a transaction only what is quick; put the rest into a task of its own.",
            refused),
        _ when IsAboutData(refused.SqlState) => Fault(
            StorageFault.Refused,
            $"{description} refused the data: {refused.MessageText.TrimEnd('.')}. Sending them again will not help. SQLSTATE {refused.SqlState}.",
            refused),
        _ when IsPassing(refused.SqlState) => Unavailable(refused, "could not go on", $"SQLSTATE {refused.SqlState}; look it up in the server's log."),
        _ => Configuration(refused, "refused a statement", $"Trying again will not help. SQLSTATE {refused.SqlState}; look it up in the server's log."),
    };

    // Connections, transactions rolled back, resources, limits, operator's intervention, system errors.
    private static bool IsPassing(string sqlState) => sqlState[..2] is "08" or "40" or "53" or "54" or "55" or "57" or "58" or "XX";

    // What was sent, or what is there already, is at fault; not the connection, the login or the schema.
    private static bool IsAboutData(string sqlState) => sqlState[..2] is "22" or "23";

    private StorageException Configuration(PostgresException refused, string what, string remedy)
        => Fault(StorageFault.Configuration, $"{description} {what}: {refused.MessageText.TrimEnd('.')}. {remedy}", refused);

    private StorageException Unavailable(PostgresException refused, string what, string remedy)
        => Fault(StorageFault.Unavailable, $"{description} {what}: {refused.MessageText.TrimEnd('.')}. {remedy}", refused);

    private StorageException Unreachable(Exception exception) => Fault(
        StorageFault.Unavailable,
        $"{description} could not be reached: {(exception.InnerException ?? exception).Message.TrimEnd('.')}. "
        + "Check that the server runs and that host and port in the connection string are right.",
        exception);

    private StorageException PoolExhausted(Exception exception) => Fault(
        StorageFault.Unavailable,
        $"No connection to {description} became free in time: all of the pool are in use. "
        + "Raise 'Maximum Pool Size' in the connection string, or look for connections that the application does not dispose.",
        exception);

    private StorageException TimedOut(Exception exception) => Fault(
        StorageFault.Unavailable,
        $"{description} did not answer in time. It may be overloaded, blocked by a lock or cut off; "
        + $"look at pg_stat_activity, or raise {nameof(PostgresStorageOptions)}.{nameof(PostgresStorageOptions.CommandTimeout)}.",
        exception);

    private static StorageException Fault(StorageFault fault, string message, Exception inner) => new(fault, message, inner);
}
