using System.Globalization;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Signals;

/// <summary>One connection that listens. All statements on it are sent by one loop; the worker only leaves word there.</summary>
internal sealed class Subscription : ISignalSubscription
{
    // A connection cut off without notice is found within these two times together.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);
    private const int AnswerInSeconds = 5;

    // As in cancel_job.sql and announce_due.sql; what wakes idle workers says nothing.
    private const string CancelRequest = "cancel";
    private const string Due = "due ";

    private readonly Database _database;
    private readonly NpgsqlConnection _connection;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _word = NewWord();
    private volatile bool _wantsIdle;
    private bool _isIdle;

    private Subscription(Database database, NpgsqlConnection connection, TimeProvider time)
        => (_database, _connection, _time, Completion) = (database, connection, time, Task.CompletedTask);

    public bool HearsJobs => true;

    public bool HearsCancelRequests => true;

    public Task Completion { get; private set; }

    public static async ValueTask<Subscription> StartAsync(
        Database database, NpgsqlConnection connection, Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var subscription = new Subscription(database, connection, time);
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload == CancelRequest) onCancelRequest();
            else if (DueIn(notification.Payload) is { } due) onDue(due);
            else onSignal();
        };
        await subscription.RunAsync("signals/listen", cancellationToken).ConfigureAwait(false);
        subscription.Completion = Task.Run(subscription.ListenAsync, CancellationToken.None);
        return subscription;
    }

    public void SetIdle(bool idle)
    {
        if (_wantsIdle == idle) return;

        _wantsIdle = idle;
        Volatile.Read(ref _word).TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var word = NewWord();
                Volatile.Write(ref _word, word);
                await TellIdleAsync().ConfigureAwait(false);
                await WaitAsync(word.Task).ConfigureAwait(false);
            }

            await LeaveAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The pool must not hand out a session that still listens or holds the key.
            NpgsqlConnection.ClearPool(_connection);
            if (_database.Translate(exception) is { } translated) throw translated;
            throw;
        }
    }

    private async ValueTask TellIdleAsync()
    {
        var idle = _wantsIdle;
        if (idle == _isIdle) return;

        if (idle) await RunAsync("signals/mark_idle", CancellationToken.None, new NpgsqlParameter<string> { TypedValue = _database.Channel }).ConfigureAwait(false);
        if (!idle) await RunAsync("signals/mark_busy", CancellationToken.None).ConfigureAwait(false);
        _isIdle = idle;
    }

    // Ends with a signal, a word from the worker, the end of the subscription, or after a successful check of the connection.
    private async ValueTask WaitAsync(Task word)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var signal = _connection.WaitAsync(waiting.Token);
        var check = Task.Delay(CheckInterval, _time, waiting.Token);
        await Task.WhenAny(signal, word, check).ConfigureAwait(false);
        var isTimeToCheck = check.IsCompletedSuccessfully;
        await waiting.CancelAsync().ConfigureAwait(false);
        try
        {
            await signal.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The wait was ended from this side; the connection is as good as before.
        }

        if (isTimeToCheck) await CheckAsync().ConfigureAwait(false);
    }

    private async ValueTask CheckAsync()
    {
        var command = Command("signals/check_connection");
        await using var closing = command.ConfigureAwait(false);
        if (await command.ExecuteScalarAsync().ConfigureAwait(false) is not true)
            throw new NpgsqlException("The server behind the listening connection does not listen any more; a pooler or a fail-over may have put another one in its place.");
    }

    private async ValueTask LeaveAsync()
    {
        await RunAsync("signals/mark_busy", CancellationToken.None).ConfigureAwait(false);
        await RunAsync("signals/stop_listening", CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask RunAsync(string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = Command(statement, parameters);
        await using var closing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // Nothing here may take long, and while it hangs no signal is heard.
    private NpgsqlCommand Command(string statement, params NpgsqlParameter[] parameters)
    {
        var command = _database.Command(statement, _connection, parameters);
        command.CommandTimeout = Math.Min(command.CommandTimeout, AnswerInSeconds);
        return command;
    }

    private static TimeSpan? DueIn(string payload)
        => payload.StartsWith(Due, StringComparison.Ordinal) && long.TryParse(payload.AsSpan(Due.Length), CultureInfo.InvariantCulture, out var microseconds)
            ? DatabaseTime.ToTimeSpan(microseconds)
            : null;

    private static TaskCompletionSource NewWord() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
