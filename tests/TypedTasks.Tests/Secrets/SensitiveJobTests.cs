using System.Text;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Secrets;

public sealed class SensitiveJobTests
{
    private const string Result = """{"card":"s3cret","pin":"s3cret too","shop":1}""";

    private static readonly SensitivePaths Password = new(new SensitiveNode { Members = [new("password")] });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_gets_its_secrets_and_gives_one_back()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var job = Login(bench, """{"password":"s3cret"}""");
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal("""{"password":"s3cret"}""", await handle.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Neither_the_storage_nor_people_nor_the_log_see_a_secret()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var job = Login(bench, """{"password":"s3cret","user":"Ann"}""");
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var stored = Assert.Single(bench.Storage.All);
        var found = await bench.Client.FindAsync(handle.Id, Cancellation);
        var listed = Assert.Single(await bench.Reader.ListAsync(new JobFilter(), Cancellation));

        Assert.Contains("""{"password":"tt1:k1:""", Encoding.UTF8.GetString(stored.Payload), StringComparison.Ordinal);
        Assert.Contains("\"tt1:k1:", Encoding.UTF8.GetString(stored.Result ?? []), StringComparison.Ordinal);
        Assert.Equal(("""{"password":"[sensitive]","user":"Ann"}""", "\"[sensitive]\""), (found?.Payload, found?.Result));
        Assert.Equal((found?.Payload, found?.Result), (listed.Payload, listed.Result));
        Assert.All(bench.Lines, line => Assert.DoesNotContain("s3cret", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_people_see_no_secret_either()
    {
        await using var bench = new WorkerBench();
        var job = Login(bench, """{"password":"s3cret"}""");
        var handle = await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var found = await bench.Client.FindAsync(handle.Id, Cancellation);

        Assert.Equal(("""{"password":"[sensitive]"}""", "\"[sensitive]\""), (found?.Payload, found?.Result));
        Assert.Equal("""{"password":"s3cret"}""", await handle.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Of_a_task_that_is_not_known_here_no_value_is_shown()
    {
        await using var bench = new WorkerBench();
        var unknown = new TaskDefinition { Name = "Elsewhere", Decode = _ => _ => ValueTask.FromResult<byte[]?>(null) };
        var handle = await bench.Client.EnqueueAsync(new NewJob(unknown, """{"user":"Ann"}"""u8.ToArray()), cancellationToken: Cancellation);

        var found = await bench.Client.FindAsync(handle.Id, Cancellation);

        Assert.Equal((SensitivePaths.Redacted, null), (found?.Payload, found?.Result));
    }

    [Fact]
    public async Task A_lost_key_fails_its_jobs_at_once_with_the_reason_and_no_others()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var good = Login(bench, """{"password":"s3cret"}""");
        var lost = TestKeys.Data("lost").ProtectPayload(good.Definition, good.Payload);
        await bench.Client.EnqueueManyAsync([good, Raw(lost), good], Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], bench.Storage.All.Select(job => job.State));
        var failed = bench.Storage.All[1];
        Assert.Equal(1, failed.Attempts);
        Assert.Contains("The value at $.password in the payload of task 'Login' is encrypted with the key 'lost', which is not here.", failed.Reason, StringComparison.Ordinal);

        // Stored by a process that has other keys: what it wrote is not touched on its way into the storage here.
        NewJob Raw(ReadOnlyMemory<byte> payload) => new(good.Definition with { Sensitive = null }, payload);
    }

    [Fact]
    public async Task A_value_that_was_tampered_with_fails_its_job_without_a_word_of_it()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var good = Login(bench, """{"password":"s3cret"}""");
        var payload = TestKeys.Data("k1").ProtectPayload(good.Definition, good.Payload).ToArray();
        payload[^4] = payload[^4] == (byte)'A' ? (byte)'B' : (byte)'A'; // another letter of base64
        await bench.Client.EnqueueAsync(new NewJob(good.Definition with { Sensitive = null }, payload), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var failed = Assert.Single(bench.Storage.All);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Contains("the value was changed or moved since it was stored", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failed.Reason + failed.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_encryption_is_required_nothing_sensitive_is_enqueued_without_a_key()
    {
        await using var bench = new WorkerBench { Shared = options => options.Encryption.Require = true };
        var job = Secret(bench);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Client.EnqueueManyAsync([job], Cancellation));

        Assert.Contains("Set TypedTasks:Encryption:ActiveKey to the id of a key", problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Storage.All);
    }

    [Fact]
    public async Task Where_encryption_is_required_other_tasks_need_no_key()
    {
        await using var bench = new WorkerBench { Shared = options => options.Encryption.Require = true };
        var job = bench.Task("Count", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Succeeded, Assert.Single(bench.Storage.All).State);
    }

    [Fact]
    public async Task Where_encryption_is_required_values_stored_before_are_read()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1").Encryption.Require = true };
        var login = Login(bench, """{"password":"s3cret"}""");
        await bench.Client.EnqueueAsync(new NewJob(login.Definition with { Sensitive = null }, login.Payload), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal(JobState.Succeeded, Assert.Single(bench.Storage.All).State);
    }

    [Fact]
    public async Task A_worker_does_not_start_that_could_not_store_a_sensitive_result()
    {
        await using var bench = new WorkerBench { Shared = options => options.Encryption.Require = true };
        Login(bench, "{}");

        var problem = Assert.Throws<InvalidOperationException>(() => bench.Worker);

        Assert.Contains("Task 'Login' has sensitive parameters or a sensitive result", problem.Message, StringComparison.Ordinal);
    }

    // The result of a job of version 1 is still sensitive, whoever runs it.
    [Fact]
    public async Task A_worker_does_not_start_that_could_not_store_what_older_jobs_return()
    {
        await using var bench = new WorkerBench { Shared = options => options.Encryption.Require = true };
        bench.Add(Builds(SensitiveNode.Whole, null).Now);

        Assert.Contains("Task 'Pay' has sensitive parameters or a sensitive result", Assert.Throws<InvalidOperationException>(() => bench.Worker).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_payload_fits_encrypted_too()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1").MaxPayloadBytes = 1024 };
        var payload = $$"""{"password":"{{new string('x', 1009)}}"}""";
        Assert.Equal(1024, payload.Length);

        var job = Login(bench, payload);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        Assert.True(Assert.Single(bench.Storage.All).Payload.Length > 1024);
    }

    [Fact]
    public async Task A_payload_that_is_no_JSON_is_refused_before_it_is_stored()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var job = Login(bench, """{"password":"s3cret}""");

        var problem = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation));

        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(bench.Storage.All);
    }

    [Fact]
    public async Task A_job_of_an_older_version_has_that_versions_secrets()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var seen = "";
        TaskDecoder decode = payload =>
        {
            seen = Encoding.UTF8.GetString(payload);
            return _ => ValueTask.FromResult<byte[]?>(null);
        };
        var task = new TaskDefinition { Name = "Login", Version = 2, Decode = decode, OlderVersions = [new TaskVersion(1, decode) { Sensitive = Password }] };
        bench.Add(task);
        await bench.Client.EnqueueAsync(new NewJob(task.For(1), """{"password":"s3cret"}"""u8.ToArray()), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(Assert.Single(bench.Storage.All).Payload), StringComparison.Ordinal);
        Assert.Equal("""{"password":"s3cret"}""", seen);
    }

    public static TheoryData<string, Func<Exception>> Quoting => new()
    {
        { "an exception", static () => new InvalidOperationException("s3cret-\"1 is no password, nor is 123456") },
        { "one underneath", static () => new AggregateException("no", new ArgumentException("wrong: s3cret-\"1", new ArgumentException("123456"))) },
        { "one that fails the job", static () => new FailJobException("s3cret-\"1, 123456") },
        { "one that cancels the job", static () => new CancelJobException("s3cret-\"1, 123456") },
        { "one whose text leaves its message out", static () => new TerseException("s3cret-\"1, 123456") },
        { "a long one", static () => new InvalidOperationException(new string('x', 3_995) + "s3cret-\"1" + new string('x', 20_000)) },
    };

    [Theory]
    [MemberData(nameof(Quoting))]
    public async Task What_a_task_throws_is_shown_without_the_secrets_that_it_quotes(string what, Func<Exception> problem)
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var task = new TaskDefinition { Name = what, MaxAttempts = 1, Sensitive = Password, Decode = _ => _ => throw problem() };
        bench.Add(task);
        await bench.Client.EnqueueAsync(new NewJob(task, """{"password":["s3cret-\u00221",123456,"no"]}"""u8.ToArray()), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var ended = Assert.Single(bench.Storage.All);
        var told = string.Join('\n', ended.Errors.Select(error => error.Message + error.Detail).Append(ended.Reason).Concat(bench.Lines.Select(line => line.Text + line.Exception + MessagesOf(line.Exception))));
        Assert.DoesNotContain("s3cret", told, StringComparison.Ordinal);
        Assert.DoesNotContain("123456", told, StringComparison.Ordinal);
        Assert.Contains("[sensitive]", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_is_not_logged_as_it_is_where_one_underneath_quotes_a_secret_in_its_message_alone()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var problem = new AggregateException("no", new InvalidOperationException("no", new TerseException("wrong: s3cret")));
        var task = new TaskDefinition { Name = "Mail", MaxAttempts = 1, Sensitive = Password, Decode = _ => _ => throw problem };
        bench.Add(task);
        await bench.Client.EnqueueAsync(new NewJob(task, """{"password":"s3cret"}"""u8.ToArray()), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Contains(bench.Lines, line => line.Exception is not null);
        Assert.DoesNotContain(bench.Lines, line => MessagesOf(line.Exception).Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_task_throws_is_shown_as_it_is_where_it_quotes_no_secret()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var problem = new InvalidOperationException("no mail for Ann");
        var task = new TaskDefinition { Name = "Mail", MaxAttempts = 1, Sensitive = Password, Decode = _ => _ => throw problem };
        bench.Add(task);
        await bench.Client.EnqueueAsync(new NewJob(task, """{"user":"Ann","password":"no"}"""u8.ToArray()), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.Equal("no mail for Ann", Assert.Single(Assert.Single(bench.Storage.All).Errors).Message);
        Assert.Contains(bench.Lines, line => line.Exception == problem);
    }

    [Fact]
    public async Task An_exception_that_quotes_a_secret_is_logged_with_its_own_type_and_once()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var task = new TaskDefinition { Name = "Mail", MaxAttempts = 1, Sensitive = Password, Decode = _ => _ => throw new TimeoutException("no answer to s3cret") };
        bench.Add(task);
        await bench.Client.EnqueueAsync(new NewJob(task, """{"password":"s3cret"}"""u8.ToArray()), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var logged = Assert.Single(bench.Lines.Select(line => line.Exception).OfType<Exception>()).ToString();
        Assert.Equal("System.TimeoutException: no answer to [sensitive]", logged.Split('\n')[0].TrimEnd());
        Assert.DoesNotContain("InvalidOperationException", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_exception_that_might_quote_very_many_secrets_nothing_is_shown()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var task = new TaskDefinition { Name = "Import", MaxAttempts = 1, Sensitive = Password, Decode = _ => _ => throw new InvalidOperationException("bad row 100299") };
        bench.Add(task);
        var rows = string.Join(',', Enumerable.Range(100_000, 300));
        await bench.Client.EnqueueAsync(new NewJob(task, Encoding.UTF8.GetBytes($$"""{"password":[{{rows}}]}""")), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        var error = Assert.Single(Assert.Single(bench.Storage.All).Errors);
        Assert.Equal(("[sensitive]", "[sensitive]", "System.InvalidOperationException"), (error.Message, error.Detail, error.Type));
    }

    // Another build stored it, with its own places; this one marks another member.
    [Fact]
    public async Task Of_a_result_that_an_older_build_stored_people_see_what_is_sensitive_in_neither_version()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var (old, now) = Builds(new SensitiveNode { Members = [new("card")] }, new SensitiveNode { Members = [new("pin")] });
        bench.Add(old);
        var job = await bench.Client.EnqueueAsync(Job(old), cancellationToken: Cancellation);
        await bench.Worker.RunUntilIdleAsync(Cancellation);

        await using var later = new WorkerBench { Storage = bench.Storage, Shared = options => options.With("k1") };
        later.Add(now);

        Assert.Equal("""{"card":"[sensitive]","pin":"[sensitive]","shop":1}""", (await later.Client.FindAsync(job.Id, Cancellation))?.Result);
    }

    [Fact]
    public async Task A_result_that_is_sensitive_no_longer_stays_so_in_jobs_of_the_older_version()
    {
        await using var bench = new WorkerBench { Shared = options => options.With("k1") };
        var (old, now) = Builds(SensitiveNode.Whole, null);
        bench.Add(now);
        var older = await bench.Client.EnqueueAsync(Job(old), cancellationToken: Cancellation);
        var newer = await bench.Client.EnqueueAsync(Job(now), cancellationToken: Cancellation);

        await bench.Worker.RunUntilIdleAsync(Cancellation);

        Assert.StartsWith("\"tt1:k1:", Encoding.UTF8.GetString(bench.Storage.All[0].Result ?? []), StringComparison.Ordinal);
        Assert.Equal(Result, Encoding.UTF8.GetString(bench.Storage.All[1].Result ?? []));
        Assert.Equal(("\"[sensitive]\"", Result), ((await bench.Client.FindAsync(older.Id, Cancellation))?.Result, (await bench.Client.FindAsync(newer.Id, Cancellation))?.Result));
        Assert.Equal((Result, Result), (await older.WaitAsync(Cancellation), await newer.WaitAsync(Cancellation)));
    }

    private static NewJob<string> Job(TaskDefinition task) => new(task, "{}"u8.ToArray(), result => Encoding.UTF8.GetString(result));

    /// <summary>A task as it was, and the same task one version later.</summary>
    private static (TaskDefinition Old, TaskDefinition Now) Builds(SensitiveNode? old, SensitiveNode? now)
    {
        TaskDecoder decode = _ => _ => ValueTask.FromResult<byte[]?>(Encoding.UTF8.GetBytes(Result));
        var (was, @is) = (old is null ? null : new SensitivePaths(old), now is null ? null : new SensitivePaths(now));
        var before = new TaskDefinition { Name = "Pay", Decode = decode, SensitiveResult = was };
        return (before, before with { Version = 2, SensitiveResult = @is, OlderVersions = [new TaskVersion(1, decode) { SensitiveResult = was }] });
    }

    private static NewJob Secret(WorkerBench bench)
    {
        var task = new TaskDefinition { Name = "Secret", Sensitive = Password, Decode = _ => _ => ValueTask.FromResult<byte[]?>(null) };
        bench.Add(task);
        return new NewJob(task, """{"password":"s3cret"}"""u8.ToArray());
    }

    /// <summary>A task whose payload has a secret, and whose result is that payload, secret as a whole.</summary>
    private static NewJob<string> Login(WorkerBench bench, string payload)
    {
        var task = new TaskDefinition
        {
            Name = "Login",
            Sensitive = Password,
            SensitiveResult = new SensitivePaths(SensitiveNode.Whole),
            Decode = payload =>
            {
                var result = payload.ToArray();
                return _ => ValueTask.FromResult<byte[]?>(result);
            },
        };
        bench.Add(task);
        return new NewJob<string>(task, Encoding.UTF8.GetBytes(payload), result => Encoding.UTF8.GetString(result));
    }

    private static string MessagesOf(Exception? exception)
        => exception is null ? "" : exception.Message + string.Concat((exception as AggregateException)?.InnerExceptions.Select(MessagesOf) ?? [MessagesOf(exception.InnerException)]);

    private sealed class TerseException(string message) : Exception(message)
    {
        public override string ToString() => nameof(TerseException);
    }
}
