using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using TypedTasks.Hosting;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Tests.Memory;

/// <summary>A client and a worker over <see cref="MemoryStorage"/>, with a clock that tests move and a log they read.</summary>
internal sealed class WorkerBench : IAsyncDisposable, ITaskManifest
{
    private readonly List<TaskDefinition> tasks = [];
    private readonly Action<TypedTasksWorkerOptions> configure;
    private readonly Action<TypedTasksOptions> share;
    private readonly CancellationTokenSource stop = new();
    private readonly LogCollector log = new();
    private ServiceProvider? services;
    private Task? run;

    public WorkerBench(Action<TypedTasksWorkerOptions>? configure = null, Action<TypedTasksOptions>? share = null)
    {
        this.configure = configure ?? (_ => { });
        this.share = share ?? (_ => { });
        Storage = new MemoryStorage(Time);
    }

    /// <summary>A lease that outlasts any leap of the clock, for tests of something else.</summary>
    public static void LongLease(TypedTasksWorkerOptions options) => (options.Heartbeat, options.Lease) = (TimeSpan.FromHours(3), TimeSpan.FromHours(20));

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Sets up what client and worker share.</summary>
    public Action<TypedTasksOptions> Shared { get; init; } = _ => { };

    public MemoryStorage Storage { get; init; }

    public IReadOnlyList<TaskDefinition> Tasks => tasks;

    public IReadOnlyCollection<LogLine> Lines => log.Lines;

    /// <summary>Called for each line of the log; may throw.</summary>
    public Action<LogLine> Logging
    {
        set => log.Logging = value;
    }

    /// <summary>What people see of jobs.</summary>
    public IJobReader Reader => Services.GetRequiredService<IJobReader>();

    public ITaskClient Client => Services.GetRequiredService<ITaskClient>();

    /// <summary>What a host starts and stops for the worker.</summary>
    public IHostedLifecycleService Hosted => Services.GetServices<IHostedService>().OfType<WorkerHost>().Single();

    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TaskWorker Worker => Services.GetRequiredService<TaskWorker>();

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddSingleton<TimeProvider>(Time)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log))
        .AddScoped<ScopeProbe>()
        .Configure(Shared)
        .Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout)
        .AddTypedTasks(builder => builder.AddManifest(this).UseStorage(_ => Storage))
        .Configure(share)
        .AddTypedTasksWorker(worker => worker.Configure(configure))
        .BuildServiceProvider();

    /// <summary>Adds a task; its payload is <c>{}</c>.</summary>
    public NewJob Task(string name, Func<JobContext, Task> run, int maxAttempts = 10, Func<TaskDefinition, TaskDefinition>? change = null)
    {
        var definition = new TaskDefinition
        {
            Name = name,
            MaxAttempts = maxAttempts,
            Decode = payload => payload.SequenceEqual("{}"u8)
                ? async context =>
                {
                    await run(context);
                    return null;
                }
                : throw new InvalidPayloadException("not an empty object"),
        };
        if (change is not null) definition = change(definition);
        tasks.Add(definition);
        return new NewJob(definition, "{}"u8.ToArray());
    }

    public void Add(TaskDefinition task) => tasks.Add(task);

    public void Start() => run = Worker.RunAsync(stop.Token);

    /// <summary>What a host does before it starts anything else.</summary>
    public async Task StartHostAsync(CancellationToken cancellationToken)
    {
        foreach (var service in Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()) await service.StartingAsync(cancellationToken);
    }

    /// <summary>Waits until the storage is as a test wants it, however the threads are scheduled; fails after 30 seconds.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var change = new SemaphoreSlim(0);
        Storage.Exchanged += _ => change.Release();
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30)) Assert.Fail($"The condition did not come true within 30 seconds.\n{Describe()}");
            if (run is { IsFaulted: true }) await run;
            await change.WaitAsync(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);

            // Where other tests block the pool's threads, the clock must not run ahead of what waits for one: behind all that, not before it.
            await System.Threading.Tasks.Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
        }
    }

    /// <summary>Moves the clock in small steps until the condition holds: for what happens after a pause of unknown length.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step) => UntilAsync(() =>
    {
        if (condition()) return true;
        Time.Advance(step);
        return false;
    });

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        var stopped = run ?? System.Threading.Tasks.Task.CompletedTask;
        await AdvanceUntilAsync(() => stopped.IsCompleted, TimeSpan.FromSeconds(1));
        await stopped;
        run = null;
    }

    private string Describe()
    {
        var states = Storage.All.GroupBy(job => job.State).Select(group => $"{group.Count()} {group.Key}");
        return $"Jobs: {string.Join(", ", states)}. Log:\n{string.Join('\n', Lines.Where(line => line.Level > LogLevel.Debug).TakeLast(20).Select(line => line.Text))}";
    }

    public async ValueTask DisposeAsync()
    {
        if (run is not null) await StopAsync();
        if (services is not null) await services.DisposeAsync();
        stop.Dispose();
    }
}
