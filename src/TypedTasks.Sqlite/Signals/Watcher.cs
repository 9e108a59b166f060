using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Signals;

/// <summary>
/// Wakes idle workers, and tells all of requests to cancel: at once when this process has stored jobs or requests, else when the file's data version has changed, which it looks at while somebody is idle.
/// That way the commits of other processes and of callers' own transactions are seen, too.
/// </summary>
internal sealed class Watcher : ISignal, IDisposable
{
    private static readonly TimeSpan ExpectedInterval = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan ExpectedFor = TimeSpan.FromSeconds(1);

    private readonly DatabaseFile _file;
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];
    private readonly ITimer _timer;
    private Connection? _connection;
    private long _version;
    private long? _expectedSince;
    private bool _isDisposed;

    public Watcher(DatabaseFile file)
    {
        _file = file;
        _timer = file.Time.CreateTimer(static state => ((Watcher)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // ! the state is this
    }

    public ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, CancellationToken cancellationToken)
    {
        var subscription = new Subscription(this, onSignal, onCancelRequest);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteStorage));
            _subscriptions.Add(subscription);
        }

        return ValueTask.FromResult<ISignalSubscription>(subscription);
    }

    /// <summary>Says that this process has committed jobs.</summary>
    public void Signal()
    {
        Subscription[] idle;
        lock (_lock) idle = [.. _subscriptions.Where(static subscription => subscription.IsIdle)];
        foreach (var subscription in idle) subscription.OnSignal();
    }

    /// <summary>Says that somebody has asked to cancel a running job, or may have.</summary>
    public void SignalCancelRequest()
    {
        Subscription[] all;
        lock (_lock) all = [.. _subscriptions];
        foreach (var subscription in all) subscription.OnCancelRequest();
    }

    /// <summary>Says that a transaction of a caller holds jobs, so that its commit is looked for more often for a while.</summary>
    public void ExpectCommit()
    {
        lock (_lock)
        {
            _expectedSince = _file.Time.GetTimestamp();
            if (AnyIdle) LookIn(ExpectedInterval);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Close();
        }

        _timer.Dispose();
    }

    private bool AnyIdle => _subscriptions.Exists(static subscription => subscription.IsIdle);

    private void SetIdle(Subscription subscription, bool idle)
    {
        lock (_lock)
        {
            subscription.IsIdle = idle;

            // At once: what was committed between the worker's last claim and now must not be missed.
            if (idle) LookIn(TimeSpan.Zero);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock) _subscriptions.Remove(subscription);
        subscription.End(null);
    }

    private void Look()
    {
        try
        {
            if (!HasChanged()) return;
            Signal();
            SignalCancelRequest();
        }
        catch (Exception exception)
        {
            Break(exception);
        }
    }

    private bool HasChanged()
    {
        lock (_lock)
        {
            if (_isDisposed || !AnyIdle) return false;

            if (_connection is not null) _file.CheckPlace();
            _connection ??= _file.TryOpen();
            var version = _connection is null ? _version : ReadVersion(_connection);
            var changed = version != _version;
            _version = version;
            if (changed) _expectedSince = null;
            LookIn(NextInterval());
            return changed;
        }
    }

    private static long ReadVersion(Connection connection)
    {
        using var statement = connection.Prepare("signals/read_data_version");
        statement.Read();
        return statement.Long(0);
    }

    private TimeSpan NextInterval()
        => _expectedSince is { } since && _file.Time.GetElapsedTime(since) < ExpectedFor ? ExpectedInterval : _file.Options.WatchInterval;

    private void LookIn(TimeSpan time)
    {
        if (!_isDisposed) _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends all subscriptions with the reason: the workers subscribe anew.</summary>
    private void Break(Exception exception)
    {
        Subscription[] ended;
        lock (_lock)
        {
            ended = [.. _subscriptions];
            _subscriptions.Clear();
            Close();
        }

        foreach (var subscription in ended) subscription.End(exception);
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private sealed class Subscription(Watcher watcher, Action onSignal, Action onCancelRequest) : ISignalSubscription
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsIdle { get; set; }

        public Action OnSignal { get; } = onSignal;

        public Action OnCancelRequest { get; } = onCancelRequest;

        /// <summary>What is scheduled is not told apart from other changes, so that the next look of an idle worker has to come soon.</summary>
        public bool HearsJobs => false;

        /// <summary>Those of other processes only while some worker is idle: for one that is busy, the file changes all the time anyway.</summary>
        public bool HearsCancelRequests => false;

        public Task Completion => _end.Task;

        public void SetIdle(bool idle) => watcher.SetIdle(this, idle);

        public ValueTask DisposeAsync()
        {
            watcher.Remove(this);
            return ValueTask.CompletedTask;
        }

        public void End(Exception? exception)
        {
            if (exception is null) _end.TrySetResult();
            else _end.TrySetException(exception);
        }
    }
}
