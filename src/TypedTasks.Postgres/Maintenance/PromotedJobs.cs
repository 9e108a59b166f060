using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Maintenance;

/// <summary>What promoting brought, in a batch of its own or before a claim.</summary>
/// <param name="Ids">The jobs that became ready.</param>
/// <param name="NextIn">Time until the next scheduled job is due; null if none is scheduled.</param>
/// <param name="At">When, by the database's clock.</param>
internal sealed record PromotedJobs(long[] Ids, TimeSpan? NextIn, long At)
{
    public Promotion Promotion => new(Ids.Length, NextIn);

    public static Batch AddTo(Batch batch, MarkedPromotion promotion) => batch
        .Add("maintenance/promote_jobs", binding => binding.Set("limit", promotion.Limit).SetTime("after", promotion.After))
        .Add("maintenance/read_next_run", binding => binding.SetTime("after", promotion.After));

    private static TimeSpan ReadNextIn(NpgsqlDataReader reader)
    {
        var nextIn = DatabaseTime.Between(reader.GetFieldValue<long>(1), reader.GetFieldValue<long>(0));
        return nextIn > TimeSpan.Zero ? nextIn : TimeSpan.Zero;
    }

    /// <summary>Reads both results; the reader stands at the first one, and afterwards at the second.</summary>
    public static async ValueTask<PromotedJobs> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        long[] ids = reader.IsDBNull(0) ? [] : reader.GetFieldValue<long[]>(0);
        var at = reader.GetFieldValue<long>(1);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var isAnyScheduled = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new PromotedJobs(ids, isAnyScheduled ? ReadNextIn(reader) : null, at);
    }
}
