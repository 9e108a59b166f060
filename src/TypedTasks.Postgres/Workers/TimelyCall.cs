using System.Runtime.ExceptionServices;

namespace TypedTasks.Postgres.Workers;

/// <summary>
/// Makes one blocking call on a thread of its own and gives up when its caller can't wait any longer. The driver's own limits are not enough:
/// opening takes as long as the connection string allows, and a statement that times out in a dead connection first opens another one to cancel it.
/// </summary>
internal sealed class TimelyCall<T>
{
    private readonly Lock _lock = new();
    private readonly Func<T> _call;
    private bool _succeeded;
    private T? _answer;
    private ExceptionDispatchInfo? _problem;

    private TimelyCall(Func<T> call) => _call = call;

    /// <exception cref="TimeoutException">It took longer than the limit. It goes on by itself and is not heard of again.</exception>
    public static T Make(Func<T> call, TimeSpan limit) => new TimelyCall<T>(call).Make(limit);

    private T Make(TimeSpan limit)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "TypedTasks renewal" };
        thread.Start();
        thread.Join(limit);
        lock (_lock)
        {
            _problem?.Throw();
            return _succeeded ? _answer! : throw new TimeoutException($"There was no answer within {limit.TotalSeconds:0.#} seconds."); // ! set with the success
        }
    }

    private void Run()
    {
        try
        {
            var answer = _call();
            lock (_lock) (_answer, _succeeded) = (answer, true);
        }
        catch (Exception problem)
        {
            lock (_lock) _problem = ExceptionDispatchInfo.Capture(problem);
        }
    }
}
