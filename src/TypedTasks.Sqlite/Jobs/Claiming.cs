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
        var contracts = Json(request.Contracts);
        if (request.Kind != ClaimKind.Ready) return [.. ClaimSuspect(request, contracts)];

        var claimed = new List<ClaimedJob>();
        foreach (var queue in request.Queues)
        {
            if (claimed.Count >= request.Limit) break;
            claimed.AddRange(Claim(request, queue, contracts, claimed.Count));
        }

        return claimed;
    }

    /// <summary>Whether a suspect waits for a worker like this one.</summary>
    public bool SuspectsWait(ClaimRequest request)
    {
        using var statement = connection.Prepare("jobs/find_suspects").Bind("queues", Json(request.Queues)).Bind("contracts", Json(request.Contracts));
        return statement.Read() && statement.Int(0) != 0;
    }

    private IEnumerable<ClaimedJob> Claim(ClaimRequest request, int queue, string contracts, int alreadyClaimed)
    {
        using var statement = connection.Prepare("jobs/claim_jobs")
            .Bind("worker", request.WorkerId)
            .Bind("queue", queue)
            .Bind("contracts", contracts)
            .Bind("limit", request.Limit - alreadyClaimed)
            .Bind("free_slots", Math.Max(request.FreeSlots - alreadyClaimed, 0))
            .Bind("now", now);
        return ReadJobs(statement);
    }

    private IEnumerable<ClaimedJob> ClaimSuspect(ClaimRequest request, string contracts)
    {
        using var statement = connection.Prepare("jobs/claim_suspect")
            .Bind("worker", request.WorkerId)
            .Bind("queues", Json(request.Queues))
            .Bind("contracts", contracts)
            .Bind("alone", request.Kind == ClaimKind.Alone ? 1 : 0)
            .Bind("now", now);
        return ReadJobs(statement);
    }

    private static IEnumerable<ClaimedJob> ReadJobs(Statement statement)
    {
        // RETURNING has no order.
        var rows = new List<(long Rank, long ExpectedBy, ClaimedJob Job)>();
        while (statement.Read()) rows.Add((statement.Long(8), statement.Long(9), ReadJob(statement)));
        rows.Sort(static (a, b) => (a.Rank, a.ExpectedBy, a.Job.AttemptId.JobId).CompareTo((b.Rank, b.ExpectedBy, b.Job.AttemptId.JobId)));
        return rows.Select(static row => row.Job);
    }

    private static string Json(IReadOnlyList<int> numbers)
        => $"[{string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]";

    private static ClaimedJob ReadJob(Statement statement) => new()
    {
        AttemptId = new AttemptId(statement.Long(0), statement.Int(1), statement.Long(14)),
        Queue = statement.Int(2),
        Contract = statement.Int(3),
        Attempt = statement.Int(4),
        MaxAttempts = statement.Int(5),
        Crashes = statement.Int(6),
        EnqueuedAt = statement.Time(7),
        Payload = statement.Utf8(10),
        StartWithin = statement.IsNull(11) ? null : DatabaseTime.ToTimeSpan(statement.Long(11)),
        Settings = statement.IsNull(12) ? null : statement.Utf8(12),
        AtMostOnce = statement.Int(13) != 0,
    };
}
