using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Workers;

namespace TypedTasks;

/// <summary>Everything the runtime logs.</summary>
internal static partial class Log
{
    /// <summary>Events of which one cause may bring one for each job; see <see cref="CrowdedLog"/>.</summary>
    internal static class Ids
    {
        public const int Stopped = 13;
        public const int Late = 15;
        public const int Abandoned = 40;
        public const int AbandonedReturned = 41;
        public const int PastDeadline = 43;
        public const int CutShort = 65;
        public const int ScopeAbandoned = 67;
        public const int NotBegun = 68;
        public const int LateOutcomes = 80;
    }

    [LoggerMessage(6, LogLevel.Debug, "TypedTasks client started: {Tasks} tasks, {Storage}.")]
    public static partial void ClientStarted(ILogger logger, int tasks, string storage);

    [LoggerMessage(7, LogLevel.Warning, "The storage is not ready yet; it is tried again when it is needed. {Problem}")]
    public static partial void StorageNotReady(ILogger logger, string problem);

    [LoggerMessage(1, LogLevel.Information, "Worker {Worker} started: {Concurrency} slots, queues {Queues}, {Tasks} tasks, {Storage}.")]
    public static partial void WorkerStarted(ILogger logger, string worker, int concurrency, string queues, int tasks, string storage);

    [LoggerMessage(2, LogLevel.Information, "Worker {Worker} stopped.")]
    public static partial void WorkerStopped(ILogger logger, string worker);

    [LoggerMessage(3, LogLevel.Information, "Worker {Worker} is stopping: {Running} running jobs may finish within {Grace}.")]
    public static partial void WorkerStopping(ILogger logger, string worker, int running, TimeSpan grace);

    [LoggerMessage(4, LogLevel.Warning, "{Running} jobs did not finish in time; they were canceled.")]
    public static partial void GraceExceeded(ILogger logger, int running);

    [LoggerMessage(5, LogLevel.Warning, "{Running} jobs ignored their cancellation. They are released and may run again elsewhere.")]
    public static partial void AbandonedAtStop(ILogger logger, int running);

    [LoggerMessage(Ids.Abandoned, LogLevel.Error,
        "Job {JobId} of {Task} was asked to stop and ignored it for {Patience}, so it was abandoned: its slot is given to others, and it runs on without one. Pass the task's CancellationToken on to everything it waits for.")]
    public static partial void Abandoned(ILogger logger, long jobId, string task, TimeSpan patience);

    [LoggerMessage(Ids.ScopeAbandoned, LogLevel.Error, "Job {JobId} of {Task} has returned, but a service of it does not end its disposal. Its outcome is written, its slot is given to other jobs, and it is counted as abandoned until the disposal ends.")]
    public static partial void ScopeAbandoned(ILogger logger, long jobId, string task);

    [LoggerMessage(Ids.AbandonedReturned, LogLevel.Warning, "Job {JobId} of {Task}, which had been abandoned, came back {Elapsed} after its start; its outcome was dropped.")]
    public static partial void AbandonedReturned(ILogger logger, long jobId, string task, TimeSpan elapsed);

    [LoggerMessage(42, LogLevel.Error, "Worker {Worker} claims no more jobs: {Abandoned} abandoned tasks still run in it, as many as MaxAbandoned allows. Restart it, and see that these tasks heed their cancellation.")]
    public static partial void TooManyAbandoned(ILogger logger, string worker, int abandoned);

    [LoggerMessage(Ids.PastDeadline, LogLevel.Information, "Job {JobId} of {Task} was canceled: its next start would be after its deadline.")]
    public static partial void PastDeadline(ILogger logger, long jobId, string task);

    [LoggerMessage(44, LogLevel.Error, "The retry policy of job {JobId} of {Task} failed itself; the default policy decided instead.")]
    public static partial void PolicyFailed(ILogger logger, long jobId, string task, Exception problem);

    [LoggerMessage(38, LogLevel.Information,
        "At a stop, running jobs may finish within {Grace} instead of {Wanted}: the host waits {Timeout}, and needs the rest to release them. Raise HostOptions.ShutdownTimeout to give them more.")]
    public static partial void GraceShortened(ILogger logger, TimeSpan grace, TimeSpan wanted, TimeSpan timeout);

    [LoggerMessage(52, LogLevel.Warning,
        "Tasks take services that are not registered, so their attempts fail on this worker: {Services}. Register them, or let this worker serve other queues only.")]
    public static partial void ServicesMissing(ILogger logger, string services);

    [LoggerMessage(53, LogLevel.Warning, "{Shortage}")]
    public static partial void TooFewConnections(ILogger logger, string shortage);

    [LoggerMessage(50, LogLevel.Warning,
        "Queue '{Queue}' has ready jobs, and no live worker serves it; served are: {Served}. {Hint}Start a worker for it, add it to the queues of one (TypedTasks:Worker:Queues), or correct the name there or where the jobs are enqueued.")]
    public static partial void QueueUnserved(ILogger logger, string queue, string served, string hint);

    [LoggerMessage(51, LogLevel.Warning, "The configuration key '{Key}' is unknown and has no effect. {Hint}")]
    public static partial void UnknownSetting(ILogger logger, string key, string hint);

    [LoggerMessage(54, LogLevel.Warning, "There are encryption keys ({Keys}), but none is active, so the sensitive values of {Tasks} are stored as they are. Set TypedTasks:Encryption:ActiveKey to the id of a key that all processes have.")]
    public static partial void NothingEncrypted(ILogger logger, string keys, string tasks);

    [LoggerMessage(10, LogLevel.Debug, "Job {JobId} of {Task} succeeded in attempt {Attempt} after {Milliseconds:F1} ms.")]
    public static partial void Succeeded(ILogger logger, long jobId, string task, int attempt, double milliseconds);

    [LoggerMessage(11, LogLevel.Warning, "Job {JobId} of {Task} failed in attempt {Attempt} of {MaxAttempts}.")]
    public static partial void AttemptFailed(ILogger logger, long jobId, string task, int attempt, int maxAttempts, Exception problem);

    [LoggerMessage(36, LogLevel.Error, "Job {JobId} of {Task} failed in attempt {Attempt} of {MaxAttempts}; it is not tried again.")]
    public static partial void JobFailed(ILogger logger, long jobId, string task, int attempt, int maxAttempts, Exception problem);

    [LoggerMessage(37, LogLevel.Warning, "No tasks were added, so no job can run here. Call AddAllTasks() in AddTypedTasks(…): AddTypedTasks(tasks => tasks.AddAllTasks()…).")]
    public static partial void NoTasks(ILogger logger);

    [LoggerMessage(12, LogLevel.Error, "Job {JobId} of {Task} failed: its payload can't be read. The payload is kept with the job.")]
    public static partial void Undecodable(ILogger logger, long jobId, string task, Exception problem);

    [LoggerMessage(EventId = Ids.Stopped, Message = "Job {JobId} of {Task} stopped: {Reason}.")]
    public static partial void Stopped(ILogger logger, LogLevel level, long jobId, string task, StopReason reason);

    [LoggerMessage(79, LogLevel.Debug, "Job {JobId} of {Task} was not started: {Reason} before its slot could begin.")]
    public static partial void NotStarted(ILogger logger, long jobId, string task, StopReason reason);

    [LoggerMessage(Ids.CutShort, LogLevel.Information, "Job {JobId} of {Task} failed after it was asked to stop ({Reason}). That is taken for its way of stopping, and not for a failed attempt.")]
    public static partial void CutShort(ILogger logger, long jobId, string task, StopReason reason, Exception problem);

    [LoggerMessage(66, LogLevel.Warning,
        "Worker {Worker} has waited in vain to be empty for job {JobId} of {Task}, which may be what kills its workers and must run alone: {Running} other jobs still run. "
        + "It gives the job back, works on, and tries again later. Let tasks that run for hours, or for ever, run in a worker of their own.")]
    public static partial void DrainedInVain(ILogger logger, string worker, long jobId, string task, int running);

    [LoggerMessage(14, LogLevel.Warning,
        "There are jobs of task '{Contract}', which this worker does not know. They are set aside for workers that do. Deploy such a worker, or add the task's assembly to this one; this is logged once.")]
    public static partial void UnknownTask(ILogger logger, TaskContract contract);

    [LoggerMessage(Ids.Late, LogLevel.Warning, "The outcome of job {JobId} (claim {Claims}) came too late and was dropped: the job has been rescued or canceled since, or a fail-over has lost it.")]
    public static partial void Late(ILogger logger, long jobId, int claims);

    [LoggerMessage(Ids.LateOutcomes, LogLevel.Warning,
        "The outcomes of {Jobs} jobs came too late and were dropped: the jobs have been rescued or canceled since, or a fail-over has lost them. They are: {Examples}.")]
    public static partial void LateOutcomes(ILogger logger, int jobs, string examples);

    [LoggerMessage(81, LogLevel.Debug, "The outcome of job {JobId} (claim {Claims}) came too late and was dropped.")]
    public static partial void LateOutcome(ILogger logger, long jobId, int claims);

    [LoggerMessage(16, LogLevel.Warning, "{Jobs} jobs were rescued from worker {Worker}, which stopped renewing its lease: it died, or stood still. They are: {Examples}.")]
    public static partial void Rescued(ILogger logger, int jobs, string worker, string examples);

    [LoggerMessage(29, LogLevel.Debug, "Job {JobId} was rescued from worker {Worker}; crash {Crashes}.")]
    public static partial void RescuedJob(ILogger logger, long jobId, string worker, int crashes);

    [LoggerMessage(17, LogLevel.Error,
        "{Jobs} jobs failed, because worker {Worker}, which had them, stopped renewing its lease: it died, or stood still. They are not run again; the reason of each says why. They are: {Examples}.")]
    public static partial void Quarantined(ILogger logger, int jobs, string worker, string examples);

    [LoggerMessage(18, LogLevel.Error, "A service of job {JobId} of {Task} could not be disposed. The job's outcome stands.")]
    public static partial void ScopeNotDisposed(ILogger logger, long jobId, string task, Exception problem);

    [LoggerMessage(19, LogLevel.Debug, "Job {JobId} of {Task} asked to run again after {Delay}.")]
    public static partial void Snoozed(ILogger logger, long jobId, string task, TimeSpan delay);

    [LoggerMessage(28, LogLevel.Information, "Job {JobId} of {Task} canceled itself: {Reason}")]
    public static partial void CanceledItself(ILogger logger, long jobId, string task, string reason);

    [LoggerMessage(35, LogLevel.Error, "Job {JobId} failed: the storage refused its outcome ({Kind}). {Problem}")]
    public static partial void OutcomeRefused(ILogger logger, long jobId, OutcomeKind kind, string problem);

    [LoggerMessage(20, LogLevel.Error, "The storage can't be used; trying again with growing pauses. {Problem}")]
    public static partial void StorageLost(ILogger logger, string problem);

    [LoggerMessage(21, LogLevel.Warning, "The storage still can't be used after {Attempts} attempts. {Problem}")]
    public static partial void StorageStillLost(ILogger logger, int attempts, string problem);

    [LoggerMessage(22, LogLevel.Information, "The storage works again after {Attempts} failed attempts.")]
    public static partial void StorageBack(ILogger logger, int attempts);

    [LoggerMessage(23, LogLevel.Warning, "Worker {Worker} lost its lease. {Why} Its {Running} jobs are canceled here and may run elsewhere.")]
    public static partial void LeaseLost(ILogger logger, string worker, string? why, int running);

    [LoggerMessage(64, LogLevel.Warning,
        "Job {JobId} of {Task} has had a transaction of its own for {Elapsed}, and only one transaction can write here: if the task held the right to write, it kept the heartbeat out. Hold it for less than {Limit}, or raise TypedTasks:Worker:Lease.")]
    public static partial void WriterHeld(ILogger logger, long jobId, string task, TimeSpan elapsed, TimeSpan limit);

    [LoggerMessage(24, LogLevel.Debug, "Listening for signals broke off; polling goes on. {Problem}")]
    public static partial void SignalLost(ILogger logger, string problem);

    [LoggerMessage(25, LogLevel.Warning, "A claim's answer was lost; {Released} jobs that it had claimed are released.")]
    public static partial void Reconciled(ILogger logger, int released);

    [LoggerMessage(27, LogLevel.Warning, "Worker {Worker} could not be removed from the storage; its lease runs out by itself. {Problem}")]
    public static partial void NotRemoved(ILogger logger, string worker, string problem);

    [LoggerMessage(26, LogLevel.Error, "An unexpected error in {Activity}; trying again with growing pauses.")]
    public static partial void Unexpected(ILogger logger, string activity, Exception problem);

    [LoggerMessage(60, LogLevel.Debug, "Job {JobId} of {Task} met others who wrote after its transaction had read. It is run again at once, with the right to write taken first.")]
    public static partial void RunsAlone(ILogger logger, long jobId, string task);

    [LoggerMessage(82, LogLevel.Warning, "The thread pool has run nothing for {Time}: tasks block its threads, or use all processors. So that they leave threads for the worker itself, the pool's minimum was raised to {Threads}. Let tasks await what they wait for, or lower the worker's concurrency.")]
    public static partial void PoolBlocked(ILogger logger, TimeSpan time, int threads);

    [LoggerMessage(83, LogLevel.Warning, "Job {JobId} of {Task} found no memory. What it left behind may end the process at any time: restart it. Until then, suspects that run alone here are charged nothing if it dies; this is logged once.")]
    public static partial void MemoryRanOut(ILogger logger, long jobId, string task);

    [LoggerMessage(EventId = 84, Message = "{Lines} more lines of event {Event} were written at Debug, so that they do not flood the log.")]
    public static partial void LeftOut(ILogger logger, LogLevel level, int lines, int @event);

    [LoggerMessage(69, LogLevel.Information, "Task {Task} held its thread for {Milliseconds:0} ms (job {JobId}). Should it have waited there for something without await: that holds up the worker itself where many do it, so await it, or lower the worker's concurrency. To be safe the thread pool's minimum was raised to {Threads}. If it computed, or the machine was busy, nothing is to be done.")]
    public static partial void BlocksThreads(ILogger logger, string task, long jobId, double milliseconds, int threads);

    [LoggerMessage(Ids.NotBegun, LogLevel.Warning, "Job {JobId} of {Task} was given no transaction until it had to stop ({Reason}), so its task has not begun. It is given back with its attempt. If it happens often, raise 'Maximum Pool Size' or lower the worker's concurrency.")]
    public static partial void NotBegun(ILogger logger, long jobId, string task, StopReason reason);

    [LoggerMessage(61, LogLevel.Debug, "The answer to the commit of job {JobId} of {Task} was lost; whether it took effect is looked up before anything else. {Problem}")]
    public static partial void CommitUnknown(ILogger logger, long jobId, string task, string problem);

    [LoggerMessage(62, LogLevel.Debug, "The commit of job {JobId} of {Task} had taken effect.")]
    public static partial void CommitFound(ILogger logger, long jobId, string task);

    [LoggerMessage(75, LogLevel.Debug, "The storage lost the transaction of job {JobId} of {Task}, so nothing of it has happened: it is given back with its attempt, and may run again after {Pause}. {Problem}")]
    public static partial void TransactionLost(ILogger logger, long jobId, string task, TimeSpan pause, string problem);

    [LoggerMessage(77, LogLevel.Warning,
        "The storage lost the transaction of job {JobId} of {Task}, so nothing of it has happened: it is given back with its attempt, and may run again after {Pause}. Others that this happens to within a minute are logged as Debug. {Problem}")]
    public static partial void TransactionsLost(ILogger logger, long jobId, string task, TimeSpan pause, string problem);

    [LoggerMessage(76, LogLevel.Warning,
        "The storage has lost the transaction of job {JobId} of {Task} more than {Times} times in a row, so from now on that counts as a failed attempt. See whether the task brings it about: by a statement that ends its session or is too large for the server, or by waiting so long that something between here and the server ends the connection.")]
    public static partial void LostTooOften(ILogger logger, long jobId, string task, int times);

    [LoggerMessage(63, LogLevel.Debug, "The transaction of job {JobId} of {Task} could not be closed; the database ends it.")]
    public static partial void NotRolledBack(ILogger logger, long jobId, string task, Exception problem);
}
