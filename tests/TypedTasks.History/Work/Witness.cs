using System.Data.Common;
using System.Globalization;
using TypedTasks.History.Events;

namespace TypedTasks.History.Work;

/// <summary>Writes down what tasks do: in the process's log, and as rows of a table of the test's own.</summary>
public sealed class Witness(DbDataSource source, IEventLog log)
{
    /// <summary>The table of effects; the test creates it.</summary>
    public const string CreateTable = "create table effect (key text not null, job bigint not null)";

    /// <summary>A task began.</summary>
    public void Started(Guid key, JobContext job)
        => log.Write(new HistoryEvent { Kind = EventKind.Started, Key = key, Job = job.JobId, Attempt = job.Attempt, Line = job.Queue });

    /// <summary>A task ended.</summary>
    public void Ended(Guid key, JobContext job, string how)
        => log.Write(new HistoryEvent { Kind = EventKind.Ended, Key = key, Job = job.JobId, Attempt = job.Attempt, Text = how });

    /// <summary>Makes the effect, on a connection of its own.</summary>
    public async Task HaveEffectAsync(Guid key, JobContext job, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await InsertAsync(connection, null, key, job, cancellationToken);
        log.Write(new HistoryEvent { Kind = EventKind.Effect, Key = key, Job = job.JobId, Attempt = job.Attempt });
    }

    /// <summary>Makes the effect in the job's own transaction: whether it stays is decided by that.</summary>
    public static Task HaveEffectAsync(DbTransaction transaction, Guid key, JobContext job, CancellationToken cancellationToken)
        => InsertAsync(
            transaction.Connection ?? throw new InvalidOperationException("The job's transaction has no connection any more."),
            transaction, key, job, cancellationToken);

    /// <summary>Does nothing for a while.</summary>
    public static Task PauseAsync(int milliseconds, CancellationToken cancellationToken)
        => milliseconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);

    /// <summary>How often the job had its effect so far.</summary>
    public async Task<int> CountEffectsAsync(Guid key, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select count(*) from effect where key = @key");
        Bind(command, "key", Text(key));
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task InsertAsync(DbConnection connection, DbTransaction? transaction, Guid key, JobContext job, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "insert into effect (key, job) values (@key, @job)";
        command.Transaction = transaction;
        Bind(command, "key", Text(key));
        Bind(command, "job", job.JobId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Text(Guid key) => key.ToString("d", CultureInfo.InvariantCulture);

    private static void Bind(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
