using System.Globalization;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Claims jobs within one transaction, queue by queue in the worker's order.</summary>
internal sealed class Claiming(Connection connection, long now)
{
    /// <remarks>Every claim is thorough: with one writer there are no rows held by others and no dead index entries to step over.</remarks>
    public IReadOnlyList<ClaimedJob> Claim(ClaimRequest request)
    {
        var claimed = new List<ClaimedJob>();
        var contracts = $"[{string.Join(',', request.Contracts.Select(static contract => contract.ToString(CultureInfo.InvariantCulture)))}]";
        foreach (var queue in request.Queues)
        {
            if (claimed.Count >= request.Limit) break;
            claimed.AddRange(Claim(request.WorkerId, queue, contracts, request.Limit - claimed.Count));
        }

        return claimed;
    }

    private IEnumerable<ClaimedJob> Claim(int worker, int queue, string contracts, int limit)
    {
        using var statement = connection.Prepare("jobs/claim_jobs")
            .Bind("worker", worker)
            .Bind("queue", queue)
            .Bind("contracts", contracts)
            .Bind("limit", limit)
            .Bind("now", now);

        // RETURNING has no order.
        var rows = new List<(long Rank, long ExpectedBy, ClaimedJob Job)>();
        while (statement.Read()) rows.Add((statement.Long(8), statement.Long(9), ReadJob(statement)));
        rows.Sort(static (a, b) => (a.Rank, a.ExpectedBy, a.Job.AttemptId.JobId).CompareTo((b.Rank, b.ExpectedBy, b.Job.AttemptId.JobId)));
        return rows.Select(static row => row.Job);
    }

    private static ClaimedJob ReadJob(Statement statement) => new()
    {
        AttemptId = new AttemptId(statement.Long(0), statement.Int(1)),
        Queue = statement.Int(2),
        Contract = statement.Int(3),
        Attempt = statement.Int(4),
        MaxAttempts = statement.Int(5),
        Crashes = statement.Int(6),
        EnqueuedAt = statement.Time(7),
        Payload = statement.Utf8(10),
        StartWithin = statement.IsNull(11) ? null : DatabaseTime.ToTimeSpan(statement.Long(11)),
        Settings = statement.IsNull(12) ? null : statement.Utf8(12),
    };
}
