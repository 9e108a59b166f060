namespace TypedTasks.Storage;

/// <summary>What kind of trouble a <see cref="StorageException"/> reports; decides whether waiting can help.</summary>
public enum StorageFault
{
    /// <summary>The database is down, full, read-only, out of connections, or the call took too long. Trying again later may succeed.</summary>
    Unavailable = 1,

    /// <summary>The tables are missing or older than this version needs.</summary>
    SchemaTooOld = 2,

    /// <summary>The tables were made by a newer version.</summary>
    SchemaTooNew = 3,

    /// <summary>The connection string, schema name, file or permission is wrong. Somebody has to change something.</summary>
    Configuration = 4,

    /// <summary>The caller's transaction is of another database, or already finished.</summary>
    Transaction = 5,

    /// <summary>The database will not take the data themselves, however often they are sent: a text that is no JSON, a value out of range, one too many.</summary>
    Refused = 6,
}
