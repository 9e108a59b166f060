using System.Runtime.ExceptionServices;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>One caller's enqueue on its way through a group: waiting, then taken by whoever writes, then answered; or withdrawn by its caller.</summary>
internal sealed class EnqueueCall(IReadOnlyList<JobToStore> jobs)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private int _state = Waiting;
    private IReadOnlyList<EnqueuedJob>? _answer;
    private Exception? _fault;

    public IReadOnlyList<JobToStore> Jobs { get; } = jobs;

    public bool IsAnswered => Volatile.Read(ref _answer) is not null || Volatile.Read(ref _fault) is not null;

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting;

    public void Answer(IReadOnlyList<EnqueuedJob> enqueued) => Volatile.Write(ref _answer, enqueued);

    public void Fail(Exception fault) => Volatile.Write(ref _fault, fault);

    /// <summary>The answer, once there is one.</summary>
    public IReadOnlyList<EnqueuedJob> Read()
    {
        if (_fault is not null) ExceptionDispatchInfo.Throw(_fault);
        return _answer ?? throw new InvalidOperationException("The enqueue has not been answered.");
    }
}
