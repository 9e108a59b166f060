using System.Text;
using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Output;

public sealed class CallTests
{
    [Fact]
    public void Options_of_the_attribute_are_those_of_the_definition()
    {
        var task = WithOptions.Job().Definition;
        Assert.Equal(("calls/all options", "mail \"x\"", int.MaxValue, -7), (task.Name, task.Queue, task.MaxAttempts, task.Priority));
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90)), (task.Delay, task.ExpectedWithin, task.Timeout));
        Assert.Equal(RetryPolicy.Linear(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(60)), task.RetryPolicy);
        Assert.Null(task.RuleFor);

        var plain = GivesNumber.Job(1).Definition;
        Assert.Equal(("TypedTasks.Generators.Tests.Output.GivesNumber", TaskDefinition.DefaultQueue, TaskDefinition.DefaultMaxAttempts, 0, null), (plain.Name, plain.Queue, plain.MaxAttempts, plain.Priority, plain.ExpectedWithin));
    }

    [Fact]
    public void Rules_are_tested_by_type_the_most_derived_first()
    {
        var rule = WithRules.Job().Definition.RuleFor!; // ! the task has rules

        Assert.Equal(RetryRule.Fail, rule(new InvalidOperationException()));
        Assert.Equal(new RetryRule { Delay = TimeSpan.FromSeconds(1.5) }, rule(new DirectoryNotFoundException()));
        Assert.Equal(RetryRule.Fail, rule(new FileNotFoundException()));
        Assert.Equal(new RetryRule { MaxAttempts = 2 }, rule(new TaskCanceledException()));
        Assert.Equal(new RetryRule(), rule(new CallTasks.Broken<string>()));
        Assert.Equal(RetryRule.Fail, rule(new CallTasks.Broken<int>()));
    }

    [Fact]
    public void A_policy_of_one_s_own_is_made_once()
    {
        var task = WithRules.Job().Definition;

        Assert.IsType<CallTasks.Daily>(task.RetryPolicy);
        Assert.Same(task.RetryPolicy, WithRules.Job().Definition.RetryPolicy);
        Assert.True(task.Timeout <= TimeSpan.Zero);
    }

    [Fact]
    public void Defaults_of_parameters_are_those_of_the_stub_and_of_the_reader()
    {
        object?[] expected =
        [
            true, -1, long.MinValue, ulong.MaxValue, 0.1f, 1e300, 1.10m, '\'', "tab\t \"quotes\" \\ ü \u2028 {braces}", null,
            DayOfWeek.Friday, (DayOfWeek)(-3), null, 3, Guid.Empty, null,
        ];
        Assert.Equal(expected, Payload.Run(WithDefaults.Job()));
        Assert.Equal(expected, Payload.Read(WithDefaults.Job().Definition, "{}"));
    }

    [Fact]
    public async Task A_params_array_may_be_left_out()
    {
        Assert.Equal("""{"first":"f","rest":[]}""", Payload.Text(WithParams.Job()));
        Assert.Equal("""{"first":"a","rest":[1,2]}""", Payload.Text(WithParams.Job("a", 1, 2)));
        Assert.Equal([], Assert.IsType<int[]>(Payload.Read(WithParams.Job().Definition, "{}")[1]));

        var client = new RecordingClient();
        await WithParams.EnqueueAsync(client, options: new EnqueueOptions { Priority = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("""{"first":"f","rest":[]}""", Payload.Text(client.Jobs.Single()));
    }

    [Fact]
    public void Injected_parameters_come_from_the_attempt()
    {
        var job = WithInjected.Job(5);
        Assert.Equal("""{"value":5}""", Payload.Text(job));
        Assert.Equal([true, null, 5, "key", null], Payload.Run(job));
    }

    [Fact]
    public void A_transaction_comes_from_the_attempt_and_the_definition_says_that_one_is_needed()
    {
        var job = InTransaction.Job(5);
        Assert.Equal(typeof(System.Data.Common.DbTransaction), job.Definition.Transaction);
        Assert.Equal("""{"value":5}""", Payload.Text(job));
        Assert.Equal([System.Data.IsolationLevel.ReadCommitted, 5], Payload.Run(job));
        Assert.Null(WithInjected.Job(5).Definition.Transaction);
    }

    [Fact]
    public async Task Tasks_are_awaited()
    {
        foreach (var job in new[] { Awaits.Job(), AwaitsValue.Job() })
        {
            var capture = new Capture();
            Assert.Null(await job.Definition.Decode(job.Payload.Span)(capture));
            Assert.Equal(["awaited"], capture.Values);
        }
    }

    [Fact]
    public async Task Results_are_written_and_read()
    {
        Assert.Equal(6, await Result(GivesNumber.Job(5), "6"));
        Assert.Null(await Result(GivesText.Job(null), "null"));
        Assert.Equal("ü", await Result(GivesText.Job("ü"), "\"ü\""));
        Assert.Equal([new ObjectTasks.Point(1), null], await Result(GivesPoints.Job(1), """[{"X":1,"Y":5},null]"""));
        var refused = Assert.Throws<InvalidPayloadException>(() => GivesNumber.Job(1).ReadResult("\"x\""u8));
        Assert.Contains("result of task 'TypedTasks.Generators.Tests.Output.GivesNumber'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_JSON_would_change_is_refused()
    {
        var job = GivesNaN.Job();
        await Assert.ThrowsAsync<InvalidPayloadException>(async () => await job.Definition.Decode(job.Payload.Span)(new Capture()));
    }

    [Fact]
    public async Task The_stub_enqueues_on_the_client_it_is_given_and_on_the_ambient_one()
    {
        var given = new RecordingClient();
        var ambient = new RecordingClient();
        var transaction = new NoTransaction();
        using (TaskClient.Use(ambient))
        {
            await GivesNumber.EnqueueAsync(given, 1, new EnqueueOptions { Queue = "q" }, TestContext.Current.CancellationToken);
            await GivesNumber.EnqueueAsync(2, cancellationToken: TestContext.Current.CancellationToken);
            await GivesNumber.EnqueueAsync(transaction, 3, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal(["""{"value":1}"""], given.Jobs.Select(Payload.Text));
        Assert.Equal("q", given.Options.Single()?.Queue);
        Assert.Equal(["""{"value":2}""", """{"value":3}"""], ambient.Jobs.Select(Payload.Text));
        Assert.Equal([transaction], ambient.Transactions);
    }

    private static async Task<T> Result<T>(NewJob<T> job, string expected)
    {
        var result = await job.Definition.Decode(job.Payload.Span)(new Capture());
        Assert.Equal(expected, Encoding.UTF8.GetString(result ?? []));
        return job.ReadResult(result);
    }
}
