namespace TypedTasks.Storage;

/// <summary>Creates the tables and brings them up to date.</summary>
public interface IMigrator
{
    /// <summary>Brings the schema to this version. Does nothing if it is; safe when many processes start at once.</summary>
    /// <param name="cancellationToken">Cancels the call; a migration that had begun is rolled back.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.SchemaTooNew"/>, or the database can't be used.</exception>
    ValueTask MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Checks that the schema is exactly the one this version works with.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.SchemaTooOld"/> (also when there are no tables at all), <see cref="StorageFault.SchemaTooNew"/>, or the database can't be used.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
