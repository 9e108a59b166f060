using QuickStart.Orders;
using TypedTasks;
using TypedTasks.Storage;

namespace QuickStart.Screen;

/// <summary>What is said at the start and at the end of a run.</summary>
public static class Summary
{
    private const int MostFailures = 20;

    public static void Begin(Settings settings, IReadOnlyList<Order> orders, string storage, JobCounts before)
    {
        Console.WriteLine($"{orders.Count:N0} orders in {Path.GetFileName(settings.Orders)}: {Distinct(order => order.Language)} languages, {Distinct(order => order.Currency)} currencies");
        Console.WriteLine($"Jobs in {storage}, receipts in {settings.ReceiptFolder}");
        if (before.Running > 0)
            Console.WriteLine($"{before.Running} jobs are still held by a run that did not end by itself; they run again when its lease of {Worker.Lease.TotalSeconds} s has ended.");

        int Distinct(Func<Order, string> member) => orders.Select(member).Distinct().Count();
    }

    public static async Task EndAsync(IJobReader jobs, OrderTable table, ImportedOrders imported, JobCounts counts, Progress progress, CancellationToken cancellationToken)
    {
        Console.WriteLine($"enqueued   {imported.Enqueued,7:N0}{(imported.Found == 0 ? "" : $"  and {imported.Found:N0} found that an earlier run had enqueued")}");
        Console.WriteLine($"succeeded  {counts.Succeeded,7:N0}");
        await ListFailuresAsync(jobs, table, counts, cancellationToken);
        Console.WriteLine(progress.Finished(counts) == 0
            ? "Nothing was left to do: earlier runs had finished every job."
            : $"{progress.Finished(counts):N0} jobs in {progress.Elapsed.TotalSeconds:N2} seconds, {progress.Rate(counts):N0} jobs/s");
    }

    private static async Task ListFailuresAsync(IJobReader jobs, OrderTable table, JobCounts counts, CancellationToken cancellationToken)
    {
        var newest = await jobs.ListAsync(new JobFilter { Queue = ReceiptTasks.Queue, State = JobState.Failed, Limit = MostFailures }, cancellationToken);
        var failures = new List<JobDetails>();
        foreach (var failure in newest.Reverse()) failures.Add(await jobs.FindAsync(failure.Id, cancellationToken) ?? failure);

        Console.WriteLine($"failed     {counts.Failed,7:N0}{(failures.Count > 0 && failures.All(IsMeant) ? "  as they should: these orders are faulty, and a faulty order gets no receipt" : "")}");
        var orders = (await table.ReadJobsAsync(cancellationToken)).ToDictionary(order => order.Value, order => order.Key);
        foreach (var failure in failures)
            Console.WriteLine($"           {orders.GetValueOrDefault(failure.Id, $"job {failure.Id}")}  {(failure.Errors is [.., var last] ? last.Message : failure.Reason)}");
        if (counts.Failed > failures.Count) Console.WriteLine($"           … and {counts.Failed - failures.Count:N0} more");
    }

    private static bool IsMeant(JobDetails failure) => failure.Errors is [.., { Type: var type }] && type == typeof(FaultyOrderException).FullName;
}
