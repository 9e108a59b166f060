using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Transactions in which tasks work: effects and finish are committed together or not at all.</summary>
public abstract class JobTransactionConformance : StorageConformance
{
    private static readonly TimeSpan MostIdle = TimeSpan.FromSeconds(30);

    // Of each test's own: tests share a database.
    private readonly string _effects = $"effect_{Guid.NewGuid():N}";

    [Fact]
    public async Task Effect_and_finish_appear_with_the_commit()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);
        await AddEffectAsync(begun);

        Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded) with { Result = "42"u8.ToArray() }, Token));
        Assert.Equal(JobState.Running, await StateAsync(id));
        await begun.CommitAsync(Token);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Succeeded, "42", 1), (job.State, job.Result, await CountEffectsAsync()));
        Assert.Equal((0, 1), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
        Assert.Equal(CommitOutcome.Committed, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task A_job_may_end_without_an_effect()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);

        Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        await begun.CommitAsync(Token);

        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task What_is_not_committed_is_rolled_back()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using (var begun = await BeginAsync(claimed))
        {
            await AddEffectAsync(begun);
            await Storage.Jobs.EnqueueAsync([AJob()], begun.Transaction, Token);
            Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        }

        Assert.Equal((JobState.Running, 0, 1), (await StateAsync(id), await CountEffectsAsync(), await Fixture.CountRowsAsync("job")));
        Assert.Equal(CommitOutcome.RolledBack, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
        Assert.Empty((await FinishAsync(Retried(claimed, TimeSpan.Zero))).Late);
    }

    [Fact]
    public async Task What_a_task_takes_back_to_a_savepoint_is_gone_and_the_rest_is_committed()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);
        await AddEffectAsync(begun);

        // As EF Core does it around each SaveChanges.
        var elsewhere = AJob() with { Queue = "seen-only-here", TaskName = "Shop.SeenOnlyHere" };
        await begun.Transaction.SaveAsync("part", Token);
        await AddEffectAsync(begun);
        var lost = await Storage.Jobs.EnqueueAsync([elsewhere], begun.Transaction, Token);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ExecuteAsync(begun, $"insert into {_effects} (job) values (null)"));
        await begun.Transaction.RollbackAsync("part", Token);
        var kept = await Storage.Jobs.EnqueueAsync([elsewhere], begun.Transaction, Token);
        Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        await begun.CommitAsync(Token);

        Assert.Equal((JobState.Succeeded, 1), (await StateAsync(id), await CountEffectsAsync()));
        Assert.Equal("seen-only-here", (await FindAsync(kept[0].Id)).Queue);
        Assert.Equal(1, await Fixture.CountRowsAsync("job"));
        if (lost[0].Id != kept[0].Id) Assert.Null(await Storage.Reader.FindAsync(lost[0].Id, Token)); // SQLite takes back the number, too
    }

    [Fact]
    public async Task Jobs_enqueued_through_it_appear_with_the_commit()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);

        var enqueued = await Storage.Jobs.EnqueueAsync([AJob()], begun.Transaction, Token);
        Assert.Null(await Storage.Reader.FindAsync(enqueued[0].Id, Token));
        await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token);
        await begun.CommitAsync(Token);

        Assert.Equal(JobState.Ready, await StateAsync(enqueued[0].Id));
    }

    [Fact]
    public async Task The_finish_of_an_attempt_that_was_released_and_claimed_again_is_late()
    {
        var id = await EnqueueAsync(AJob());
        var first = await ClaimOneAsync(await RegisterAsync("first"));
        await FinishAsync(Ended(first, OutcomeKind.Released));
        await ClaimOneAsync(await RegisterAsync("second"));
        await using (var begun = await BeginAsync(first))
        {
            await AddEffectAsync(begun);
            Assert.False(await begun.FinishAsync(Ended(first, OutcomeKind.Succeeded), Token));
        }

        Assert.Equal((JobState.Running, "second"), ((await FindAsync(id)).State, (await FindAsync(id)).Worker));
        Assert.Equal(0, await CountEffectsAsync());
        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(first.AttemptId, Token));
    }

    [Fact]
    public async Task The_finish_of_a_lost_job_whose_number_was_given_out_again_is_late()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using (var begun = await BeginAsync(claimed))
        {
            await AddEffectAsync(begun);
            Assert.False(await begun.FinishAsync(new AttemptOutcome { Attempt = OfLostJob(claimed), Kind = OutcomeKind.Succeeded }, Token));
        }

        Assert.Equal((JobState.Running, 0), (await StateAsync(id), await CountEffectsAsync()));
        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(OfLostJob(claimed), Token));

        await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));
        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(OfLostJob(claimed), Token));
        Assert.Equal(CommitOutcome.Committed, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task The_finish_of_a_rescued_attempt_is_late()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync();
        await using var begun = await BeginAsync(claimed);

        Assert.False(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        await begun.DisposeAsync();

        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task An_attempt_that_another_outcome_ended_is_not_taken_for_committed()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed, OutcomeKind.Canceled));

        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task What_came_of_a_commit_is_told_when_it_has_ended_and_not_before()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);
        await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token);
        var other = await Fixture.OpenAsync();

        var asked = Task.Run(async () => await other.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token), Token);
        await Assert.ThrowsAsync<TimeoutException>(() => asked.WaitAsync(TimeSpan.FromMilliseconds(100), Token));
        await begun.CommitAsync(Token);

        Assert.Equal(CommitOutcome.Committed, await asked);
    }

    [Fact]
    public async Task A_transaction_that_the_task_ended_itself_can_not_be_finished()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);
        await AddEffectAsync(begun);
        await begun.Transaction.CommitAsync(Token);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));

        Assert.Contains("leave it open", refused.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task Others_may_write_while_it_is_open_and_has_not_written()
    {
        await EnqueueAllAsync(AJob(), AJob());
        var worker = await RegisterAsync();
        var claimed = await ClaimAsync(worker);
        await using var begun = await BeginAsync(claimed[0]);

        await FinishAsync(Ended(claimed[1], OutcomeKind.Succeeded));
        Assert.True(Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);

        Assert.True(await begun.FinishAsync(Ended(claimed[0], OutcomeKind.Succeeded), Token));
        await begun.CommitAsync(Token);
        Assert.Equal(2, await Fixture.CountRowsAsync("job_history"));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_task_that_read_before_others_wrote_succeeds_or_meets_a_conflict_that_being_alone_avoids()
    {
        await EnqueueAllAsync(AJob(), AJob(), AJob());
        var claimed = await ClaimAsync(await RegisterAsync());
        await CreateEffectsAsync();

        var isConflict = await ReadThenWriteAsync(claimed[0], claimed[1], alone: false);
        if (isConflict) Assert.False(await ReadThenWriteAsync(claimed[0], null, alone: true));

        Assert.Equal(1, await CountEffectsAsync());
    }

    [Fact]
    public async Task A_task_that_is_alone_waits_for_its_turn()
    {
        await EnqueueAllAsync(AJob(), AJob());
        var claimed = await ClaimAsync(await RegisterAsync());
        await using (var first = await BeginAsync(claimed[0], alone: true))
        {
            await AddEffectAsync(first);
            await first.FinishAsync(Ended(claimed[0], OutcomeKind.Succeeded), Token);
            await first.CommitAsync(Token);
        }

        await using var second = await BeginAsync(claimed[1], alone: true);
        await AddEffectAsync(second);
        await second.FinishAsync(Ended(claimed[1], OutcomeKind.Succeeded), Token);
        await second.CommitAsync(Token);

        Assert.Equal(2, await CountEffectsAsync());
    }

    [Fact]
    public async Task The_transaction_is_of_the_type_that_the_storage_names()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await using var begun = await BeginAsync(claimed);

        Assert.IsType(Storage.Transactions.TransactionType, begun.Transaction);
    }

    /// <returns>Whether the task must be run again, alone.</returns>
    private async Task<bool> ReadThenWriteAsync(ClaimedJob job, ClaimedJob? other, bool alone)
    {
        await using var begun = await BeginAsync(job, alone);
        try
        {
            await ExecuteAsync(begun, $"select count(*) from {_effects}");
            if (other is not null) await FinishAsync(Ended(other, OutcomeKind.Succeeded));
            await ExecuteAsync(begun, $"insert into {_effects} (job) values (1)");
            Assert.True(await begun.FinishAsync(Ended(job, OutcomeKind.Succeeded), Token));
            await begun.CommitAsync(Token);
            return false;
        }
        catch (Exception problem) when (Storage.Transactions.IsConflict(problem))
        {
            return true;
        }
    }

    private async Task<IJobTransaction> BeginAsync(ClaimedJob job, bool alone = false)
    {
        await CreateEffectsAsync();
        return await Storage.Transactions.BeginAsync(job.AttemptId, MostIdle, alone, Token);
    }

    private Task AddEffectAsync(IJobTransaction begun) => ExecuteAsync(begun, $"insert into {_effects} (job) values (1)");

    private static async Task ExecuteAsync(IJobTransaction begun, string sql)
    {
        await using var command = begun.Transaction.Connection!.CreateCommand(); // ! it is open
        command.Transaction = begun.Transaction;
        command.CommandText = sql;
        await command.ExecuteScalarAsync(Token);
    }

    private async Task CreateEffectsAsync() => await ExecuteAsync($"create table if not exists {_effects} (job bigint not null)");

    private async Task<int> CountEffectsAsync() => Convert.ToInt32(await ExecuteAsync($"select count(*) from {_effects}"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        await using var command = transaction.Connection!.CreateCommand(); // ! it is open
        command.Transaction = transaction;
        command.CommandText = sql;
        var answer = await command.ExecuteScalarAsync(Token);
        await transaction.CommitAsync(Token);
        return answer;
    }
}
