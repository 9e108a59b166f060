using Microsoft.Extensions.DependencyInjection;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.Storage;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>Annotate, enqueue, run: the whole product through the real host, on both databases.</summary>
public abstract class ScenarioTests(DatabaseKind kind)
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public async Task An_enqueued_task_runs_and_its_result_comes_back()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        await host.StartAsync(_limit);

        var sum = await Add.EnqueueAsync(host.Client, 40, 2, cancellationToken: _limit);

        Assert.Equal(42, await sum.WaitAsync(_limit));
    }

    [Fact]
    public async Task A_job_commits_with_the_transaction_and_not_before()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = await MigratedHostAsync(database);
        await database.ExecuteAsync("create table parcel (id int)");
        await using var transaction = await database.BeginTransactionAsync(_limit);
        await InsertParcelAsync(transaction);

        var job = await Note.EnqueueAsync(host.Client.In(transaction), "sent", cancellationToken: _limit);
        await Assert.ThrowsAsync<InvalidOperationException>(() => job.WaitAsync(_limit));
        await transaction.CommitAsync(_limit);
        await host.RunUntilIdleAsync(_limit);

        await job.WaitAsync(_limit);
        await transaction.DisposeAsync();
        await job.WaitAsync(_limit);
        Assert.Equal(["sent"], host.Journal.Entries);
        Assert.Equal(1, await database.CountAsync("parcel"));
    }

    [Fact]
    public async Task A_job_vanishes_with_the_transaction()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = await MigratedHostAsync(database);
        await database.ExecuteAsync("create table parcel (id int)");
        long id;
        await using (var transaction = await database.BeginTransactionAsync(_limit))
        {
            await InsertParcelAsync(transaction);
            id = (await Note.EnqueueAsync(host.Client.In(transaction), "sent", cancellationToken: _limit)).Id;
            await transaction.RollbackAsync(_limit);
        }

        await host.RunUntilIdleAsync(_limit);

        Assert.Empty(host.Journal.Entries);
        Assert.Null(await host.Client.FindAsync(id, _limit));
        Assert.Equal(0, await database.CountAsync("parcel"));
    }

    [Fact]
    public async Task Higher_priority_runs_first_then_the_earliest_expected_then_the_first_in()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(1));
        var soon = TimeProvider.System.GetUtcNow();
        await host.Client.EnqueueManyAsync(
            [
                Note.Job("6 low") with { Options = new() { Priority = -1 } },
                Note.Job("4 first in"),
                Note.Job("5 second in"),
                Note.Job("3 expected later") with { Options = new() { ExpectedBy = soon.AddHours(1) } },
                Note.Job("2 expected soon") with { Options = new() { ExpectedBy = soon } },
                Note.Job("1 high") with { Options = new() { Priority = 7 } },
            ],
            _limit);

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(["1 high", "2 expected soon", "3 expected later", "4 first in", "5 second in", "6 low"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_delayed_job_runs_when_its_time_has_come()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        var job = await Note.EnqueueAsync(host.Client, "late", new EnqueueOptions { Delay = TimeSpan.FromHours(1) }, _limit);

        await host.RunUntilIdleAsync(_limit);
        Assert.Equal(JobState.Scheduled, (await ReadAsync(host, job)).State);

        await database.AdvanceClockAsync(TimeSpan.FromHours(1));
        await host.RunUntilIdleAsync(_limit);
        Assert.Equal(["late"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_after_its_backoff_until_none_is_left()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        var job = await Stumble.EnqueueAsync(host.Client, "it", cancellationToken: _limit);

        await host.RunUntilIdleAsync(_limit);
        Assert.Equal((JobState.Scheduled, 1), ((await ReadAsync(host, job)).State, host.Journal.Entries.Count));

        await database.AdvanceClockAsync(TimeSpan.FromHours(2));
        await host.RunUntilIdleAsync(_limit);
        var failed = await ReadAsync(host, job);
        Assert.Equal(["it 1", "it 2"], host.Journal.Entries);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Equal([1, 2], failed.Errors.Select(error => error.Attempt));
        Assert.Contains("it stumbled.", failed.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(_limit));
    }

    [Fact]
    public async Task A_worker_takes_only_its_queues_the_preferred_first()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Queues("urgent", "email*").Concurrency(1));
        string[] queues = ["other", "email", "email.bulk", "urgent"];
        var jobs = await host.Client.EnqueueManyAsync(queues.Select(queue => Note.Job(queue) with { Options = new() { Queue = queue } }), _limit);

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal("urgent", host.Journal.Entries[0]);
        Assert.Equal(["email", "email.bulk", "urgent"], host.Journal.Entries.Order());
        Assert.Equal(JobState.Ready, (await ReadAsync(host, jobs[0])).State);
    }

    [Fact]
    public async Task An_unknown_task_waits_for_a_worker_that_knows_it()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var stranger = new ScenarioHost(database, knowsTasks: false);
        var job = await Note.EnqueueAsync(stranger.Client, "at last", cancellationToken: _limit);

        await stranger.RunUntilIdleAsync(_limit);
        var waiting = await ReadAsync(stranger, job);
        Assert.Equal((JobState.Ready, 0), (waiting.State, waiting.Attempt));
        Assert.Single(stranger.Log.All, line => line.Contains(waiting.TaskName, StringComparison.Ordinal));

        await using var expert = new ScenarioHost(database);
        await expert.RunUntilIdleAsync(_limit);
        Assert.Equal(["at last"], expert.Journal.Entries);
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_fails_its_job_and_no_other()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        var jobs = await host.Client.EnqueueManyAsync([Add.Job(1, 1), Add.Job(2, 2), Add.Job(3, 3)], _limit);
        await database.ExecuteAsync($$"""update {{database.Table("job")}} set payload = '{"a": "two", "b": 2}' where id = {{jobs[1].Id}}""");

        await host.RunUntilIdleAsync(_limit);

        var read = new List<JobDetails>();
        foreach (var job in jobs) read.Add(await ReadAsync(host, job));
        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], read.Select(job => job.State));
        Assert.Equal(["2", null, "6"], read.Select(job => job.Result));
        Assert.Contains("payload can't be read", read[1].Reason, StringComparison.Ordinal);
        Assert.Contains("\"two\"", read[1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_of_a_newer_version_stops_the_host_with_an_explanation()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using (await MigratedHostAsync(database)) await database.ExecuteAsync($"update {database.Table("schema_version")} set version = version + 1");
        await using var host = new ScenarioHost(database);

        var problem = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync(_limit));

        Assert.Equal(StorageFault.SchemaTooNew, problem.Fault);
        Assert.Matches("(?i)newer|update|upgrade", problem.Message);
    }

    [Fact]
    public async Task A_worker_that_stops_releases_the_jobs_it_cannot_finish()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(2).Configure(options => options.ShutdownGrace = TimeSpan.Zero));
        await host.StartAsync(_limit);
        var jobs = await host.Client.EnqueueManyAsync([Hold.Job("a"), Hold.Job("b"), Hold.Job("c")], _limit);
        await host.Journal.WaitForAsync(2, _limit);

        await host.StopAsync(_limit);

        foreach (var job in jobs)
        {
            var released = await ReadAsync(host, job);
            Assert.Equal((JobState.Ready, 0, 0), (released.State, released.Attempt, released.Crashes));
        }
    }

    [Fact]
    public async Task A_host_that_stops_sooner_than_the_grace_is_over_costs_no_job_a_crash()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(
            database,
            worker => worker.Concurrency(2).Configure(options => options.ShutdownGrace = TimeSpan.FromHours(1)),
            services: services => services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5)));
        await host.StartAsync(_limit);
        var jobs = await host.Client.EnqueueManyAsync([Hold.Job("a"), Ignore.Job("b"), Hold.Job("c")], _limit);
        await host.Journal.WaitForAsync(2, _limit);

        await host.StopAsync(_limit);

        foreach (var job in jobs)
        {
            var released = await ReadAsync(host, job);
            Assert.Equal((JobState.Ready, 0, 0), (released.State, released.Attempt, released.Crashes));
        }

        Assert.Equal(0, await database.CountAsync(database.Table("worker")));
    }

    [Fact]
    public async Task Machines_whose_clocks_are_five_minutes_off_behave_like_any_other()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var early = OffBy(database, TimeSpan.FromMinutes(-5));
        await using var late = OffBy(database, TimeSpan.FromMinutes(5));
        await early.StartAsync(_limit);
        await late.StartAsync(_limit);
        ScenarioHost[] hosts = [early, late];
        var delayed = new List<JobHandle>();
        for (var number = 0; number < 40; number++)
        {
            await Note.EnqueueAsync(hosts[number % 2].Client, $"now {number}", cancellationToken: _limit);
            delayed.Add(await Note.EnqueueAsync(hosts[number % 2].Client, $"soon {number}", new EnqueueOptions { Delay = TimeSpan.FromSeconds(1) }, _limit));
        }

        var later = await Note.EnqueueAsync(late.Client, "in four minutes", new EnqueueOptions { Delay = TimeSpan.FromMinutes(4) }, _limit);
        foreach (var job in delayed) await job.WaitAsync(_limit);
        while (hosts.Sum(host => host.Journal.Entries.Count) < 80) _limit.ThrowIfCancellationRequested();

        Assert.Equal(80, hosts.SelectMany(host => host.Journal.Entries).Distinct().Count());
        Assert.Equal(80, hosts.Sum(host => host.Journal.Entries.Count));
        Assert.Equal(JobState.Scheduled, (await ReadAsync(early, later)).State);
        Assert.DoesNotContain(hosts.SelectMany(host => host.Log.All), line => line.Contains(" lease", StringComparison.Ordinal) || line.Contains("rescued", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static ScenarioHost OffBy(TestDatabase database, TimeSpan by) => new(
        database,
        worker => worker.Configure(options => (options.Lease, options.Heartbeat) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(0.5))),
        services: services => services.AddSingleton<TimeProvider>(new WrongClock(by)));

    [Fact]
    public async Task A_task_enqueues_through_the_worker_that_runs_it()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        await PassOn.EnqueueAsync(host.Client, "passed on", cancellationToken: _limit);

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(["passed on"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_running_job_that_is_canceled_stops()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Configure(options => options.Heartbeat = TimeSpan.FromMilliseconds(200)));
        await host.StartAsync(_limit);
        var job = await Hold.EnqueueAsync(host.Client, "held", cancellationToken: _limit);
        await host.Journal.WaitForAsync(1, _limit);

        Assert.True(await host.Client.CancelAsync(job.Id, _limit));

        var problem = await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(_limit));
        Assert.Equal(JobState.Canceled, problem.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_running_job_that_another_process_cancels_stops_long_before_the_next_heartbeat(int slots)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(
            database,
            worker => worker.Concurrency(slots).Configure(options => (options.Heartbeat, options.Lease) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20))));
        await using var elsewhere = new ScenarioHost(database);
        await host.StartAsync(_limit);
        var job = await Hold.EnqueueAsync(elsewhere.Client, "held", cancellationToken: _limit);
        await host.Journal.WaitForAsync(1, _limit);

        Assert.True(await elsewhere.Client.CancelAsync(job.Id, _limit));

        var problem = await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(_limit));
        Assert.Equal(JobState.Canceled, problem.State);
    }

    [Fact]
    public async Task The_jobs_of_a_dead_worker_run_in_another_which_says_so_once()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Configure(options => (options.Lease, options.Heartbeat) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(0.2))));
        var jobs = await host.Client.EnqueueManyAsync(Enumerable.Range(0, 50).Select(number => Note.Job($"note {number}")), _limit);
        await DieWithAllJobsAsync(database);

        await host.StartAsync(_limit);
        await host.Journal.WaitForAsync(50, _limit);
        await host.Log.WaitForAsync("the dead one", _limit);

        Assert.Equal(50, host.Journal.Entries.Distinct().Count());
        Assert.Equal((1, 1), await ReadAsync(host, jobs[^1]) is var job ? (job.Attempt, job.Crashes) : default);
        Assert.Single(host.Log.All, line => line.Contains("the dead one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neighbours_of_a_job_that_kills_its_workers_run_alone_and_succeed_with_their_attempts()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Configure(options => (options.Lease, options.Heartbeat) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(0.2))));
        var jobs = await host.Client.EnqueueManyAsync(Enumerable.Range(0, 50).Select(number => Note.Job($"note {number}")), _limit);
        for (var death = 1; death <= 2; death++)
        {
            await DieWithAllJobsAsync(database);
            await RescueAsync(database);
        }

        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(50, host.Journal.Entries.Distinct().Count());
        foreach (var handle in jobs) Assert.Equal((JobState.Succeeded, 1, 2), await ReadAsync(host, handle) is var job ? (job.State, job.Attempt, job.Crashes) : default);
    }

    [Fact]
    public async Task What_may_run_at_most_once_fails_with_its_worker_and_is_never_started_again()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        var jobs = await host.Client.EnqueueManyAsync(Enumerable.Range(0, 50).Select(number => PayOut.Job($"{number}")), _limit);
        await DieWithAllJobsAsync(database);
        await RescueAsync(database);

        await host.RunUntilIdleAsync(_limit);

        Assert.Empty(host.Journal.Entries);
        foreach (var handle in jobs) Assert.Equal((JobState.Failed, 1, 1), await ReadAsync(host, handle) is var job ? (job.State, job.Attempt, job.Claims) : default);
    }

    [Fact]
    public async Task What_may_run_at_most_once_fails_when_its_worker_stops_and_when_it_throws()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Configure(options => options.ShutdownGrace = TimeSpan.Zero));
        var bad = await PayOut.EnqueueAsync(host.Client, "bad", cancellationToken: _limit);
        var cut = await PayOut.EnqueueAsync(host.Client, "cut short", cancellationToken: _limit);
        await host.StartAsync(_limit);
        await host.Journal.WaitForAsync(2, _limit);
        await Assert.ThrowsAsync<JobFailedException>(() => bad.WaitAsync(_limit));

        await host.StopAsync(_limit);

        foreach (var handle in new[] { bad, cut }) Assert.Equal((JobState.Failed, 1, 1), await ReadAsync(host, handle) is var job ? (job.State, job.Attempt, job.MaxAttempts) : default);
        Assert.Contains("at most once", (await ReadAsync(host, cut)).Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => PayOut.EnqueueAsync(host.Client, "often", new EnqueueOptions { MaxAttempts = 3 }, _limit).AsTask());
    }

    [Fact]
    public async Task A_failed_job_that_another_process_retries_runs_again_and_is_awaited_anew()
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        await using var elsewhere = new ScenarioHost(database);
        await host.StartAsync(_limit);
        var job = await Hesitate.EnqueueAsync(elsewhere.Client, 40, 2, cancellationToken: _limit);
        Assert.Equal(JobState.Failed, (await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(_limit))).State);

        Assert.Equal(RetryAnswer.Retried, await elsewhere.Client.RetryAsync(job.Id, _limit));

        Assert.Equal(42, await job.WaitAsync(_limit));
        Assert.Equal(RetryAnswer.Succeeded, await elsewhere.Client.RetryAsync(job.Id, _limit));
        Assert.Equal((2, 2, "Not yet."), await ReadAsync(host, job) is var read ? (read.Attempt, read.MaxAttempts, Assert.Single(read.Errors).Message) : default);
    }

    private async Task RescueAsync(TestDatabase database)
    {
        await using var storage = database.OpenStorage();
        var rescuer = await storage.Workers.RegisterAsync(
            new WorkerRegistration { Name = "the rescuer", Host = "here", ProcessId = 1, Queues = "*", Concurrency = 1 }, TimeSpan.FromMinutes(1), _limit);
        while ((await storage.Maintenance.RescueAsync(rescuer, 3, 1000, _limit)).Count == 0) await Task.Yield(); // the lease of the dead one is a tenth of a second
        await storage.Workers.RemoveAsync(rescuer, _limit);
    }

    /// <summary>A worker that claims everything and is never heard of again.</summary>
    private async Task DieWithAllJobsAsync(TestDatabase database)
    {
        await using var storage = database.OpenStorage();
        var worker = await storage.Workers.RegisterAsync(
            new WorkerRegistration { Name = "the dead one", Host = "gone", ProcessId = 1, Queues = "*", Concurrency = 50 }, TimeSpan.FromMinutes(1), _limit);
        var queues = await storage.Workers.ListQueuesAsync(_limit);
        var claim = new ClaimRequest { WorkerId = worker, Queues = [.. queues.Select(queue => queue.Number)], Contracts = [], Limit = 1000, Thorough = true };
        var claimed = await storage.Jobs.FinishAndClaimAsync([], claim, _limit);
        Assert.Equal(50, claimed.Claimed.Count);

        // Only now: on a busy machine so short a lease may be over before the claim.
        Assert.True(storage.Workers.Renew(worker, TimeSpan.FromMilliseconds(100), holdsJobs: true).Alive);
    }

    private async Task<ScenarioHost> MigratedHostAsync(TestDatabase database)
    {
        var host = new ScenarioHost(database);
        await host.RunUntilIdleAsync(_limit);
        return host;
    }

    private async Task<JobDetails> ReadAsync(ScenarioHost host, JobHandle job)
    {
        var details = await host.Client.FindAsync(job.Id, _limit);
        Assert.NotNull(details);
        return details;
    }

    private async Task InsertParcelAsync(System.Data.Common.DbTransaction transaction)
    {
        await using var command = transaction.Connection!.CreateCommand(); // open
        command.Transaction = transaction;
        command.CommandText = "insert into parcel values (1)";
        await command.ExecuteNonQueryAsync(_limit);
    }
}
