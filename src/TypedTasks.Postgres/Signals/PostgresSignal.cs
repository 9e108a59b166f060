using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Signals;

internal sealed class PostgresSignal(Database database, TimeProvider time) : ISignal
{
    public async ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (await database.IsDirectAsync(connection, cancellationToken).ConfigureAwait(false))
                    return await Subscription.StartAsync(database, connection, onSignal, onCancelRequest, onDue, time, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            // Behind a pooler neither LISTEN nor session locks hold: polling alone must do.
            await connection.DisposeAsync().ConfigureAwait(false);
            return new SilentSubscription();
        }
        catch (Exception exception) when (database.Translate(exception) is { } translated)
        {
            throw translated;
        }
    }
}
